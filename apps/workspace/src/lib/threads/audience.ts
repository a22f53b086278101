import type { Thread } from '#lib/api/shapes.ts';

export type Audience = Thread['audience'];

export interface AudienceWords {
	/** Who reads it: `Riverside + Northgate` or `Northgate only`. */
	name: string;
	/** The sentence under it. */
	meaning: string;
}

/** The words for an audience. `centers` are the names of all centers on the case. */
export function audienceWords(
	audience: Audience,
	ownCenter: string,
	centers: readonly string[],
): AudienceWords {
	if (audience === 'own')
		return { name: `${ownCenter} only`, meaning: 'No other center ever sees it, not even later.' };
	const others = centers.filter((name) => name !== ownCenter);
	if (others.length === 0)
		return { name: ownCenter, meaning: 'Any center that joins the case later sees it too.' };
	return { name: [ownCenter, ...others].join(' + '), meaning: 'Every center on this case sees it.' };
}

/** The look of an audience: solid and plain when shared, dashed on another ground when it stays in the house. */
export const audienceLook: Record<Audience, string> = {
	shared: 'border-2 border-edge bg-raised',
	own: 'border-2 border-dashed border-own bg-own-wash',
};
