/*
 * The public face of the workspace for other programs' tests: the part of the board that speaks the wire, without a
 * screen. The pages themselves are served from the build.
 */
export { standingIn } from './lib/board/access-lost.ts';
export { LiveRoom, type Closed, type RoomEvents } from './lib/board/live-room.ts';
export { RoomSet } from './lib/board/room-set.ts';
