export * from './attested.ts';
export * from './audit.ts';
export * from './cases.ts';
export { bytes, instant } from './columns.ts';
export * from './log.ts';
export * from './people.ts';
export * from './view.ts';
