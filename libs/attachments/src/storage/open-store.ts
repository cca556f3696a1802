import type { HubConfig } from '@hub/platform';
import type { BlobStore } from './blob-store.js';
import { FolderStore } from './folder-store.js';
import { S3Store } from './s3-store.js';

/** S3-compatible storage where `S3_URL` says so, else the data folder. */
export const openStore = ({ attachments }: Pick<HubConfig, 'attachments'>): BlobStore => (attachments.s3Url ? new S3Store(attachments.s3Url) : new FolderStore(attachments.folder));
