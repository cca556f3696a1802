// graphql-js looks for second copies of itself at each of its checks unless it is loaded in production: a fifth of what it takes to make a hub's schema, hundreds of times.
const environment = process.env.NODE_ENV;
process.env.NODE_ENV = 'production';
await import('graphql/jsutils/instanceOf.js');
process.env.NODE_ENV = environment;
