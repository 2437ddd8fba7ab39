import { EventEmitter } from 'node:events';

/** One HTTP request as n8n hands it to a node. */
export interface HostRequest {
	headers: Readonly<Record<string, string>>;
	query?: Readonly<Record<string, unknown>>;
	/** What n8n keeps of the body: its bytes, or for a multipart form only the fields. */
	rawBody?: Buffer;
	body?: unknown;
}

/** The part of Express's response that n8n and nodes use. */
export interface HostResponse extends EventEmitter {
	statusCode: number;
	destroyed: boolean;
	writableEnded: boolean;
	status(code: number): HostResponse;
	type(name: string): HostResponse;
	send(text: string): HostResponse;
	/** Closes the connection. */
	destroy(): unknown;
}

/** Stands for Express's response where there is no socket. */
export class MemoryResponse extends EventEmitter implements HostResponse {
	statusCode = 200;

	destroyed = false;

	writableEnded = false;

	text = '';

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	type(): this {
		return this;
	}

	send(text: string): this {
		if (!this.destroyed) this.text = text;
		this.writableEnded = true;
		return this.destroy();
	}

	destroy(): this {
		if (!this.destroyed) {
			this.destroyed = true;
			this.emit('close');
		}
		return this;
	}
}
