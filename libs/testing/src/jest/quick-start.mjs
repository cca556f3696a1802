// Two things that cost a hub's start a third of its time in tests alone, hundreds of times. graphql-js looks for second copies of itself at each of its checks unless it is
// loaded in production. And fastify looks through all loaded modules for the name of a plugin that has none, each of which jest answers for anew.
import utils from 'fastify/lib/plugin-utils.js';

const environment = process.env.NODE_ENV;
process.env.NODE_ENV = 'production';
await import('graphql/jsutils/instanceOf.js');
process.env.NODE_ENV = environment;
utils.getPluginName = (plugin) => plugin[Symbol.for('fastify.display-name')] ?? (plugin.name || null);
