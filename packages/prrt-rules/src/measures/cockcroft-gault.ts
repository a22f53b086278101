import { decimal, over, times, type Decimal } from '@consilium/case-model';

const femaleFactor = decimal(0.85);
const divisor = decimal(72);

/**
 * Creatinine clearance in mL/min by Cockcroft-Gault with actual body weight, exact:
 * (140 - age) x weight [kg] x (0.85 if female) / (72 x serum creatinine [mg/dL]).
 * Creatinine must be above zero, age in completed years.
 */
export function cockcroftGault(input: {
	age: number;
	weightKg: Decimal;
	creatinine: Decimal;
	sex: 'male' | 'female';
}): Decimal {
	const product = times(decimal(140 - input.age), input.weightKg);
	const above = input.sex === 'female' ? times(product, femaleFactor) : product;
	return over(above, times(divisor, input.creatinine));
}
