// graphql-js looks for second copies of itself at each of its checks, hundreds of thousands of times at a hub's start, unless it is loaded in production.
const environment = process.env.NODE_ENV;
process.env.NODE_ENV = 'production';
await import('graphql/jsutils/instanceOf.js');
process.env.NODE_ENV = environment;
