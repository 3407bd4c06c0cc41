/** What `ir/commands` makes of click, in the form of `stubs.ts`. */
export const COMMAND_STUBS = `
class click.Command = Command pointer
click.newCommand(name: str, ?help: str = "", ?short_help: str = "", ?epilog: str = "", ?options_metavar: str = "", ?subcommand_metavar: str = "", ?hidden: bool = False, ?no_args_is_help: bool | None = None, ?add_help_option: bool | None = None, ?invoke_without_command: bool = False, ?show_default: bool = False, ?help_option_names: list[str] = None, ?auto_envvar_prefix: str = "") -> click.Command = newCommand with CommandSettings
click.newGroup(name: str, ?help: str = "", ?short_help: str = "", ?epilog: str = "", ?options_metavar: str = "", ?subcommand_metavar: str = "", ?hidden: bool = False, ?no_args_is_help: bool | None = None, ?add_help_option: bool | None = None, ?invoke_without_command: bool = False, ?show_default: bool = False, ?help_option_names: list[str] = None, ?auto_envvar_prefix: str = "") -> click.Command = newCommandGroup with CommandSettings
click.Command#option(*flags: str, ?type: click.ParamType = None, ?default: Any = None, ?required: bool | None = None, ?multiple: bool = False, ?is_flag: bool = False, ?flag_value: Any = None, ?count: bool = False, ?nargs: int = 1, ?help: str = "", ?metavar: str = "", ?envvar: Any = None, ?show_default: Any = None, ?show_envvar: bool = False, ?prompt: Any = None, ?hide_input: bool = False, ?confirmation_prompt: bool = False, ?hidden: bool = False) -> None with OptionSettings
click.Command#argument(name: str, ?type: click.ParamType = None, ?default: Any = None, ?required: bool | None = None, ?nargs: int = 1, ?metavar: str = "", ?envvar: Any = None) -> None with OptionSettings
click.Command#version(version: str, *flags: str, ?prog_name: str = "", ?message: str = "") -> None with VersionSettings
click.Command#add(command: click.Command, name: str = "") -> None
click.Command#run(handler: Callable[[click.Values], None]) -> None
click.Command#main(?args: Any = None, ?prog_name: str = "", ?obj: Any = None, ?standalone_mode: bool | None = None) -> None with RunSettings
class click.ParamType = ParameterType pointer
click.STRING: click.ParamType = textParameter
click.INT: click.ParamType = integerParameter
click.FLOAT: click.ParamType = floatParameter
click.BOOL: click.ParamType = booleanParameter
click.Choice(choices: Any, case_sensitive: bool = True) -> click.ParamType = choiceParameter
click.IntRange(min: Any = None, max: Any = None, min_open: bool = False, max_open: bool = False, clamp: bool = False) -> click.ParamType = integerRange
click.FloatRange(min: Any = None, max: Any = None, min_open: bool = False, max_open: bool = False, clamp: bool = False) -> click.ParamType = floatRange
click.Path(exists: bool = False, file_okay: bool = True, dir_okay: bool = True, ~writable: bool = False, ~readable: bool = True, resolve_path: bool = False, allow_dash: bool = False, ~path_type: Any = None) -> click.ParamType = pathParameter
class click.Parameter = CommandParameter pointer
click.Parameter#name -> str
class click.Values = CommandValues pointer
click.Values#context -> click.Context
click.Values#parameter(name: str) -> click.Parameter
click.Values#value(name: str) -> Any
click.Values#text(name: str) -> str
click.Values#integer(name: str) -> int
click.Values#number(name: str) -> float
click.Values#flag(name: str) -> bool
click.Values#optional_text(name: str) -> str | None
click.Values#optional_integer(name: str) -> int | None
click.Values#optional_number(name: str) -> float | None
click.Values#optional_flag(name: str) -> bool | None
click.Values#texts(name: str) -> tuple[str, ...]
click.Values#integers(name: str) -> tuple[int, ...]
click.Values#numbers(name: str) -> tuple[float, ...]
class click.Context = CommandContext pointer
click.Context#obj -> Any
click.Context#set_object(value: Any) -> None
click.Context#ensure_object(make: Callable[[], Any]) -> Any
click.Context#invoked_subcommand -> str | None
click.Context#info_name -> str
click.Context#command_path -> str
click.Context#parent -> click.Context | None
click.Context#params -> dict[str, Any]
click.Context#exit(code: int = 0) -> None
click.Context#abort() -> None
click.Context#fail(message: str) -> None
click.Context#get_help() -> str = help
click.Context#get_usage() -> str = usage
click.Context#call_on_close(run: Callable[[], None]) -> None
click.echo(message: Any = None, nl: bool = True, err: bool = False, ~color: Any = None) -> None = echo
click.style(text: Any, fg: str | None = None, bg: str | None = None, bold: bool = False, dim: bool = False, underline: bool = False, italic: bool = False, blink: bool = False, reverse: bool = False, reset: bool = True) -> str = styled
click.promptText(text: str, default: Any = None) -> str = promptText
click.promptInteger(text: str, default: Any = None) -> int = promptInteger
click.promptNumber(text: str, default: Any = None) -> float = promptNumber
click.promptChoice(text: str, type: click.ParamType, default: Any = None) -> str = promptChoice
click.confirm(text: str, default: bool = False, abort: bool = False) -> bool = confirmed
`;
