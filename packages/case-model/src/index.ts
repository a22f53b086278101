export * from './analyte.ts';
export * from './date.ts';
export * from './date-zone.ts';
export * from './decimal.ts';
export * from './facts.ts';
export * from './facts-read.ts';
export * from './quantity.ts';
