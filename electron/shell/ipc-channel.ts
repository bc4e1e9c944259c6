/** The one channel between the window and the main process; it carries frames of the contract and nothing else. */
export const ipcChannel = 'postern'
