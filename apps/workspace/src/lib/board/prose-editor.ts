import type { OpenedCase } from '#lib/api/shapes.ts';
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { StarterKit } from '@tiptap/starter-kit';
import type * as Y from 'yjs';
import type { LiveRoom } from './live-room.ts';

interface EditorInput {
	fragment: Y.XmlFragment;
	room: LiveRoom;
	id: string;
	label: string;
	me: OpenedCase['me'];
}

function caret(user: Record<string, unknown>): HTMLElement {
	const bar = document.createElement('span');
	bar.className = 'caret';
	bar.style.borderColor = String(user.color);
	const tag = document.createElement('span');
	tag.className = 'caret-name';
	tag.style.backgroundColor = String(user.color);
	tag.textContent = String(user.name ?? '');
	bar.append(tag);
	return bar;
}

/** Puts the shared editor into `host` and focuses it; answers how to take it out again. */
export function mountEditor(host: HTMLElement, { fragment, room, id, label, me }: EditorInput): () => void {
	const { awareness } = room.provider;
	const known: unknown = awareness.getLocalState()?.user;
	const editor = new Editor({
		element: host,
		injectCSS: false,
		autofocus: 'end',
		extensions: [
			StarterKit.configure({
				undoRedo: false,
				link: false,
				codeBlock: false,
				code: false,
				horizontalRule: false,
				heading: false,
			}),
			Collaboration.configure({ fragment }),
			CollaborationCaret.configure({
				provider: room.provider,
				user: typeof known === 'object' && known !== null ? known : { name: me.name, color: '#3730a3' },
				render: caret,
			}),
		],
		editorProps: { attributes: { id, role: 'textbox', 'aria-multiline': 'true', 'aria-label': label } },
	});
	return () => editor.destroy();
}
