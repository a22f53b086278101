import type { Analyte } from './analyte.ts';
import type { RoomScope } from './roles.ts';
import type { Unit } from './quantity.ts';

export type FieldKind =
	'text' | 'prose' | 'choice' | 'choices' | 'lines' | 'quantity' | 'number' | 'date' | 'when' | 'yes-no';

export interface Option {
	value: string;
	label: string;
}

/** What a quantity measures; decides its accepted units and what is plausible. `lab` reads the analyte of its own row. */
export type Measure = 'lab' | 'weight' | 'activity' | 'ki67' | 'mitoses' | 'ssaDose';

/** One line of the table: form, validation, binding, view, diff and the rules' input follow from it. */
export interface Field {
	id: string;
	label: string;
	kind: FieldKind;
	/** For `choice` and `choices`: the closed list. */
	options?: readonly Option[];
	/** For `quantity`: the units a person may choose, the usual one first. */
	units?: readonly Unit[];
	measure?: Measure;
	/** For `number`: whole numbers only, and the range that is accepted. */
	whole?: boolean;
	min?: number;
	max?: number;
	/** Where the value stands in `CaseFacts`, e.g. `labs[].q`. A field without one is not read by any rule. */
	fact?: string;
	/** For `choice` fields whose fact is a number. */
	factKind?: 'number';
	help?: string;
	/** Part of the one-line summary of a row, or of the banner. */
	key?: boolean;
}

/** `single`: one value per field. `list`: rows of the same fields. */
export interface Section {
	id: string;
	label: string;
	shape: 'single' | 'list';
	scope: RoomScope;
	fields: readonly Field[];
	/** What one row is called, e.g. `lab result`. */
	rowNoun?: string;
	/** Where rows stand in `CaseFacts`, e.g. `labs`. */
	facts?: string;
	/** Row fields without which a row cannot be given to the rules. */
	needs?: readonly string[];
	analyteField?: string;
}

export type AnalyteOption = { value: Analyte; label: string };
