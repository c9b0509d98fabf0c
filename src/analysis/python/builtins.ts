/** Python's built-in functions that neither block nor keep what they are given: their calls are left out of the model. */
export const inertBuiltins: ReadonlySet<string> = new Set(
  (
    'abs all any ascii bin bool bytearray bytes callable chr complex divmod float format getattr hasattr hash hex id ' +
    'int isinstance issubclass len max memoryview min oct ord pow print range repr round slice str sum vars ' +
    'ValueError TypeError KeyError RuntimeError IndexError AttributeError NotImplementedError OSError Exception'
  ).split(' '),
);
