import config from './playwright.config';

/** Takes the pictures of the documents: npm run pictures. */
export default { ...config, testDir: 'pictures', workers: 1 };
