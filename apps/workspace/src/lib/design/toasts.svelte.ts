/** A short notice that does not need an answer; with `action` it offers one (undo). Also announced. */
export interface Toast {
	id: number;
	text: string;
	tone: 'plain' | 'stop' | 'ok';
	action?: { label: string; run: () => void };
}

class ToastList {
	list: Toast[] = $state([]);
	#next = 1;

	/** Shows a notice for `seconds` (0: until dismissed); answers its id. */
	show(
		text: string,
		options: { tone?: Toast['tone']; action?: Toast['action']; seconds?: number } = {},
	): number {
		const id = this.#next++;
		this.list.push({ id, text, tone: options.tone ?? 'plain', action: options.action });
		const seconds = options.seconds ?? 8;
		if (seconds > 0) setTimeout(() => this.dismiss(id), seconds * 1000);
		return id;
	}

	dismiss(id: number): void {
		this.list = this.list.filter((toast) => toast.id !== id);
	}
}

export const toasts = new ToastList();
