import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { createRoot } from 'react-dom/client';
import { EXAMPLES } from './examples.js';
import { memoryStorage } from './memory-storage.js';
import { fetcher } from './session.js';
import { SignInBar } from './sign-in-bar.jsx';
import './style.css';

const storage = memoryStorage();

createRoot(document.getElementById('root')).render(
  <>
    <SignInBar />
    <main>
      <GraphiQL fetcher={fetcher} storage={storage} defaultTabs={EXAMPLES} shouldPersistHeaders={false} defaultEditorToolsVisibility="variables" />
    </main>
  </>,
);
