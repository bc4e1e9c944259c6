/** Of package.json; a test holds the two together, since neither a browser nor a bundle can read that file. */
export const posternVersion = '0.1.0'
