/*
 * Changes what is shown into what is to be shown, and leaves alone what is the same: the focus, what is being typed, an
 * opened part and the place that was scrolled to stay as they are.
 */

/** The attribute that says so, and the property that a person has changed since. */
const LIVE = { value: 'value', checked: 'checked', selected: 'selected' };

/** What a person opens and closes is not the page's. */
const isTheirs = (element, name) => element.nodeName === 'DETAILS' && name === 'open';

function patchAttributes(old, wanted) {
	for (const { name } of [...old.attributes]) {
		if (wanted.hasAttribute(name) || isTheirs(old, name)) continue;
		old.removeAttribute(name);
		if (name in LIVE && typeof old[name] === 'boolean') old[name] = false;
	}
	for (const { name, value } of wanted.attributes) {
		if (old.getAttribute(name) === value) continue;
		old.setAttribute(name, value);
		if (name in LIVE && old !== document.activeElement) old[name] = typeof old[name] === 'boolean' ? true : value;
	}
}

const isSame = (old, wanted) =>
	old.nodeName === wanted.nodeName && old.dataset?.key === wanted.dataset?.key && old.id === wanted.id;

/** The node that becomes the wanted one: the next, or for one with a key also one further on. */
function counterpart(next, wanted) {
	if (wanted.dataset?.key === undefined) return next && isSame(next, wanted) ? next : undefined;
	let node = next;
	while (node && !isSame(node, wanted)) node = node.nextSibling;
	return node;
}

/** @param old an element of the page; @param wanted an element or fragment, whose nodes may be taken */
export function patch(old, wanted) {
	let next = old.firstChild;
	for (const child of [...wanted.childNodes]) {
		const kept = counterpart(next, child);
		if (!kept) {
			old.insertBefore(child, next);
			continue;
		}
		while (next !== kept) {
			const gone = next;
			next = next.nextSibling;
			gone.remove();
		}
		if (kept.nodeType === Node.ELEMENT_NODE) {
			patchAttributes(kept, child);
			patch(kept, child);
		} else if (kept.data !== child.data) kept.data = child.data;
		next = kept.nextSibling;
	}
	while (next) {
		const gone = next;
		next = next.nextSibling;
		gone.remove();
	}
}
