/** The part of @lhncbc/ucum-lhc that is used; the package ships no types. */
declare module '@lhncbc/ucum-lhc' {
  interface ConvertResult {
    readonly status: 'succeeded' | 'failed' | 'error';
    readonly toVal: number | null;
  }
  interface UcumLhcUtilsInstance {
    convertUnitTo(from: string, value: number, to: string): ConvertResult;
  }
  const ucum: { readonly UcumLhcUtils: { getInstance(): UcumLhcUtilsInstance } };
  export default ucum;
}
