// The session lives in this page's memory only: reloading or closing the page forgets it.

const SESSION = 'accessToken expiresAt refreshToken viewer { person { displayName } organisation { name } }';
const SIGN_IN = `mutation SignIn($input: SignInInput!) { signIn(input: $input) { ${SESSION} } }`;
const REFRESH = `mutation Refresh($refreshToken: String!) { refreshSession(refreshToken: $refreshToken) { ${SESSION} } }`;
const SIGN_OUT = 'mutation SignOut { signOut }';
const SOON_MS = 30_000;

let session = null;
let refreshing = null;

async function post(body, headers = {}) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', ...(session ? { authorization: `Bearer ${session.accessToken}` } : {}) },
    body: JSON.stringify(body),
    credentials: 'omit',
    cache: 'no-store',
  });
  return response.json();
}

function take({ data, errors }, field) {
  if (!data?.[field]) throw new Error(errors?.[0]?.message ?? 'The hub did not answer. / 応答がありません。');
  return data[field];
}

/** Signs in and returns the session. */
export async function signIn(input) {
  session = null;
  session = take(await post({ query: SIGN_IN, variables: { input } }), 'signIn');
  return session;
}

/** Ends the session here and in the hub. */
export async function signOut() {
  const ending = session ? post({ query: SIGN_OUT }) : null;
  session = null;
  await ending;
}

async function refresh() {
  const { refreshToken } = session;
  session = null;
  session = take(await post({ query: REFRESH, variables: { refreshToken } }), 'refreshSession');
}

/** GraphiQL's fetcher: the session's token, renewed shortly before it ends, unless the headers tab gives another. */
export async function fetcher(params, options) {
  if (session?.refreshToken && Date.parse(session.expiresAt) - Date.now() < SOON_MS) {
    refreshing ??= refresh().finally(() => {
      refreshing = null;
    });
    await refreshing.catch(() => undefined);
  }
  return post(params, options?.headers);
}
