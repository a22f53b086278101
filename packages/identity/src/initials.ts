const isTitle = (word: string): boolean => /^(dr|prof|pd|md|phd|med|mr|mrs|ms|rn)\.?$/i.test(word);

/** Two letters for a crowded screen: the first of the first and of the last name, titles left out. */
export const initialsOf = (name: string): string => {
	const words = name.split(/\s+/).filter((word) => word !== '' && !isTitle(word));
	const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
	return [first, last].map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('') || '?';
};
