import { useSchemaStore } from '@graphiql/react';
import { useState } from 'react';
import { signIn, signOut } from './session.js';

function Field({ label, name, type, autoComplete, ...more }) {
  return (
    <label>
      {label}
      <input name={name} type={type} autoComplete={autoComplete} {...more} />
    </label>
  );
}

/** Signs in for this page; the schema is fetched again, since it is shown to those who are signed in. */
export function SignInBar() {
  const { introspect } = useSchemaStore();
  const [viewer, setViewer] = useState(null);
  const [message, setMessage] = useState('');
  const [busy, setBusy] = useState(false);

  async function run(work) {
    setBusy(true);
    setMessage('');
    try {
      setViewer(await work());
      await introspect();
    } catch (error) {
      setMessage(error.message);
    } finally {
      setBusy(false);
    }
  }

  function onSubmit(event) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const { email, password, code } = Object.fromEntries(form);
    run(async () => (await signIn({ email, password, ...(code ? { code } : {}) })).viewer);
  }

  function onSignOut() {
    run(async () => {
      await signOut();
      return null;
    });
  }

  return (
    <header className="bar">
      <strong>Contact Point</strong>
      {viewer ? (
        <>
          <span>
            {viewer.person.displayName} ({viewer.organisation.name})
          </span>
          <button type="button" onClick={onSignOut} disabled={busy}>
            サインアウト / Sign out
          </button>
        </>
      ) : (
        <form onSubmit={onSubmit}>
          <Field label="メール / E-mail" name="email" type="email" autoComplete="username" required />
          <Field label="パスワード / Password" name="password" type="password" autoComplete="current-password" required />
          <Field label="コード / Code" name="code" inputMode="numeric" autoComplete="one-time-code" size="8" />
          <button type="submit" disabled={busy}>
            サインイン / Sign in
          </button>
        </form>
      )}
      <span role="status">{message}</span>
      <small>認証情報はこの画面のメモリにのみ保持されます。 / Kept in this page&rsquo;s memory only.</small>
    </header>
  );
}
