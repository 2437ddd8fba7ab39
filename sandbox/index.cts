/** What tests and scripts use of the sandbox store. */
export {
	createAccount,
	createStores,
	startAccount,
	type AccountOptions,
	type StartedAccount,
	type StoreAccount,
} from './account.cts';
export { sleep, systemClock, virtualClock, type Clock, type VirtualClock } from './clock.cts';
export { seededRandom, type Random } from './random.cts';
export { createSandbox, startSandbox, type Sandbox, type SandboxOptions, type StartedSandbox } from './sandbox.cts';
export { createStore, type SandboxStore, type StoreOptions } from './store/store.cts';
export { defaultSwitches, switchNames, switchTable, type SwitchName, type Switches } from './switches.cts';
export { ConnectionDropped, type SandboxReply, type SandboxRequest } from './http/messages.cts';
export { endpoints, type Endpoint } from './http/endpoints.cts';
export { faultNames, faultTable, type FaultName, type FaultSettings } from './http/faults.cts';
export type { RequestEntry } from './http/requestLog.cts';
export { orderDeskBucket, TokenBucket } from './http/tokenBucket.cts';
export { eventLabels, eventNames, type EventName } from './store/rules/events.cts';
export type { Appointment, Attempt, Effect, Rule, StoreState } from './store/state.cts';
export { postOf, type Post } from './webhooks/post.cts';
export type { Deliver } from './webhooks/deliver.cts';
