export { namesThatSayNothing, rooms, topLevel } from './rooms.ts';
export type { Room } from './rooms.ts';
