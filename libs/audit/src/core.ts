// The log's core for whoever checks a proof elsewhere than in the hub, such as a browser: pure, no Nest, no I/O.
export { fromBase64, parseUint64, toBase64 } from './merkle/encoding.js';
export { leafHash, nodeHash, sha256 } from './merkle/hashing.js';
export { bodyHashOf, leafOf, parseJson, parseLink } from './merkle/leaf.js';
export { inclusionNodes, verifyConsistency, verifyInclusion } from './merkle/proofs.js';
export { rootOf } from './merkle/tree.js';
export { type Checkpoint, parseCheckpoint } from './notes/checkpoint.js';
export { Verifier } from './notes/keys.js';
export { verifyNote } from './notes/note.js';
