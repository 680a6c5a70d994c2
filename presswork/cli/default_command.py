"""A group of commands of which one need not be named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from typer.core import TyperGroup

if TYPE_CHECKING:
    import typer


class DefaultCommandGroup(TyperGroup):
    """A group that takes its arguments for those of its default command, unless one is named.

    A command's name counts only as the first argument, so that options may stand before and after
    paths. The help of the group shows the default command's arguments and options as its own.
    """

    default: ClassVar[str]
    _describing = False

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Put the default command's name first where no command and no own option stands there."""
        own = {name for param in super().get_params(ctx) for name in param.opts}
        named = bool(args) and (args[0] in self.commands or args[0].split("=")[0] in own)
        completing = ctx.resilient_parsing and not args
        if not named and not completing:
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def get_params(self, ctx: typer.Context) -> list[Any]:  # type: ignore[override]
        """Return the group's parameters; where it is described, the default command's before."""
        own = super().get_params(ctx)
        return [*self.commands[self.default].params, *own] if self._describing else own

    def collect_usage_pieces(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Return how the group is called, by the default command or another."""
        del ctx
        return ["[OPTIONS]", self.subcommand_metavar]

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # noqa: ANN401 - a private type of Typer's
        """Describe the group and its default command as one."""
        self._describing = True
        try:
            super().format_help(ctx, formatter)
        finally:
            self._describing = False

    def shell_complete(self, ctx: typer.Context, incomplete: str) -> list[Any]:  # type: ignore[override]
        """Offer the names of commands, and what the default command takes."""
        command = self.commands[self.default]
        inner = command.make_context(command.name, [], parent=ctx, resilient_parsing=True)
        return [
            *super().shell_complete(ctx, incomplete),
            *command.shell_complete(inner, incomplete),
        ]
