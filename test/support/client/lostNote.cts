import { broken } from '../scriptedStore.cts';

export const path = { orderId: '7' };
export const lost = broken();
export const noteOf = { path, body: { content: 'Packed' } };
