export { initialUpdate } from './initial.ts';
export { NotRichText, proseText } from './prose.ts';
export { mergeReadings, readCaseDoc, type CaseReading, type Unreadable } from './read.ts';
export { FIELDS, PROSE, proseFragment, proseName } from './shape.ts';
export { clearEntry, newRow, removeRow, restoreRow, setEntry } from './write.ts';
