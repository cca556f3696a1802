const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org';
const OASIS = 'urn:oasis:names:tc:opendocument:xmlns';

/** Parts that say who wrote a document, when and with what: each as it stands where nobody says anything. */
export const EMPTIED: ReadonlyMap<string, string> = new Map([
  ['docProps/core.xml', `${XML}<cp:coreProperties xmlns:cp="${OFFICE}/package/2006/metadata/core-properties"/>`],
  ['docProps/app.xml', `${XML}<Properties xmlns="${OFFICE}/officeDocument/2006/extended-properties"/>`],
  ['docProps/custom.xml', `${XML}<Properties xmlns="${OFFICE}/officeDocument/2006/custom-properties"/>`],
  ['meta.xml', `${XML}<office:document-meta xmlns:office="${OASIS}:office:1.0" office:version="1.2"><office:meta/></office:document-meta>`],
]);

/** Pictures that are encoded anew. */
export const PICTURE = /\.(jpe?g|png)$/i;

/** A small picture of the document as it once looked. */
export const isThumbnail = (name: string): boolean => /^docProps\/thumbnail\.|^Thumbnails\//i.test(name);
