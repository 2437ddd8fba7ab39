import { costSection } from './cost/cost.cts';
import { driftSection } from './drift/drift.cts';
import { exportSection } from './export/export.cts';
import { faultsSection } from './faults/faults.cts';
import { hostSection } from './host/host.cts';
import { limitSection } from './limit/limit.cts';
import { packageSection } from './package/package.cts';
import { pollingSection } from './polling/section.cts';
import { requestsSection } from './requests/requests.cts';
import { rivalsSection } from './rivals/rivals.cts';
import type { Section } from './section.cts';
import { storesSection } from './stores/stores.cts';
import { soakSection } from './soak/soak.cts';
import { updatesSection } from './updates/updates.cts';
import { webhooksSection } from './webhooks/webhooks.cts';

/** Every part of `npm run bench`, in the sequence of the table. */
export const sections: readonly Section[] = [
	limitSection,
	rivalsSection,
	requestsSection,
	driftSection,
	faultsSection,
	updatesSection,
	webhooksSection,
	hostSection,
	pollingSection,
	storesSection,
	soakSection,
	exportSection,
	costSection,
	packageSection,
];

/** Those that take minutes begin first, so that the processes that share the sections end at about the same time. */
const longest: readonly Section[] = [pollingSection, driftSection, faultsSection, costSection, updatesSection];

export const longestFirst = (some: readonly Section[]): Section[] => [
	...longest.filter((section) => some.includes(section)),
	...some.filter((section) => !longest.includes(section)),
];
