/** Made by the build of the names that matching knows. */
declare module 'virtual:known-names' {
  const table: string;
  export default table;
}
