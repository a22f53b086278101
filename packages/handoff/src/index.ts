export * from './document/document.ts';
export * from './document/clean.ts';
export * from './document/edit.ts';
export * from './document/html.ts';
export * from './document/plain-text.ts';
export * from './document/signature.ts';
export * from './document/table-runs.ts';
export * from './document/typst.ts';
