import { customType, timestamp } from 'drizzle-orm/pg-core';

/** Raw bytes. Read back as a plain `Uint8Array`, whatever the driver hands over. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
	dataType: () => 'bytea',
	toDriver: (value) => value,
	fromDriver: (value) => new Uint8Array(value),
});

/** An instant to the millisecond, so that what JavaScript reads is exactly what was stored and hashed. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
