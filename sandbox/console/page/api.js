/** The store the page shows; the first one where the address names none. */
const ownStore = new URLSearchParams(location.search).get('store');

/** The address of something of this store. */
export function urlOf(path) {
	const url = new URL(`/console/api${path}`, location.origin);
	if (ownStore !== null) url.searchParams.set('store', ownStore);
	return url;
}

/** Asks the sandbox; throws with its sentence when it says no. */
export async function call(method, path, body) {
	const reply = await fetch(urlOf(path), {
		method,
		...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
	});
	const answer = await reply.json();
	if (!reply.ok) throw new Error(answer.message);
	return answer;
}
