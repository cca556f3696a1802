import { AwsClient } from 'aws4fetch';
import { XMLParser } from 'fast-xml-parser';
import type { BlobStore } from './blob-store.js';

const XML = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'Contents' });

/** Pieces as objects of one bucket. `https://KEY:SECRET@host/bucket?region=…`; addresses are path-style, as all compatible servers take them. */
export class S3Store implements BlobStore {
  private readonly client: AwsClient;
  private readonly bucket: string;

  constructor(s3Url: string) {
    const url = new URL(s3Url);
    this.client = new AwsClient({
      accessKeyId: decodeURIComponent(url.username), secretAccessKey: decodeURIComponent(url.password), service: 's3', region: url.searchParams.get('region') ?? 'us-east-1', retries: 3,
    });
    this.bucket = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  }

  async put(name: string, bytes: Buffer): Promise<void> {
    await this.ask('PUT', name, new Uint8Array(bytes));
  }

  async get(name: string): Promise<Buffer | null> {
    const response = await this.ask('GET', name);
    return response && Buffer.from(await response.arrayBuffer());
  }

  async removeAll(prefix: string): Promise<void> {
    for (const key of await this.keys(`${prefix}/`)) await this.ask('DELETE', key);
  }

  async parts(): Promise<string[]> {
    return [...new Set((await this.keys('')).map((key) => key.split('/').slice(0, 2).join('/')))];
  }

  private async keys(prefix: string): Promise<string[]> {
    const found: string[] = [];
    for (let after: string | undefined; ; ) {
      const query = new URLSearchParams({ 'list-type': '2', prefix, ...(after === undefined ? {} : { 'continuation-token': after }) });
      const response = await this.ask('GET', `?${query.toString()}`);
      const { ListBucketResult: page } = XML.parse((await response?.text()) ?? '') as { ListBucketResult: { Contents?: { Key: string }[]; IsTruncated?: string; NextContinuationToken?: string } };
      found.push(...(page.Contents ?? []).map(({ Key }) => Key));
      after = page.IsTruncated === 'true' ? page.NextContinuationToken : undefined;
      if (after === undefined) return found;
    }
  }

  private async ask(method: string, path: string, body?: Uint8Array<ArrayBuffer>): Promise<Response | null> {
    const response = await this.client.fetch(path.startsWith('?') ? `${this.bucket}${path}` : `${this.bucket}/${path}`, { method, ...(body ? { body } : {}) });
    if (response.status === 404 && method !== 'PUT') return null;
    // What the server says may name keys and hosts: it is for the log's reader by its status alone.
    if (!response.ok) throw new Error(`the storage of attachments answered ${method} with ${response.status}`);
    return response;
  }
}
