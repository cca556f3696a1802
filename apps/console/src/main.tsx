import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { currentLanguage, startLanguage } from './languages/language.context.js';
import { Session } from './session/session.js';
import './look/look.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');
startLanguage();
createRoot(root).render(<App session={new Session(currentLanguage)} />);
