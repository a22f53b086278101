/** Light, dark, or what the machine asks for. Kept in a cookie so that the first paint is right. */
export type Theme = 'light' | 'dark' | 'system';

export const themes: readonly { value: Theme; label: string }[] = [
	{ value: 'system', label: 'As this device' },
	{ value: 'light', label: 'Light' },
	{ value: 'dark', label: 'Dark (reading room)' },
];

export const themeOf = (text: string | undefined): Theme =>
	text === 'light' || text === 'dark' ? text : 'system';

/** Sets the theme of the open page and of the next ones. Browser only. */
export function chooseTheme(theme: Theme): void {
	document.documentElement.dataset.theme = theme;
	document.cookie = `consilium-theme=${theme}; path=/; max-age=31536000; samesite=lax`;
}
