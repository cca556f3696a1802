export { type Admitted, type Connection, Connections, type SocketDeps, TooManyConnectionsError } from './connections.js';
export { clientAddress } from './client-address.js';
export { CLOSE, serveSockets } from './socket-server.js';
