using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace SsdClr.Mutation;

/// <summary>The operators of mutation: what could have been written by mistake in the place of what is there.</summary>
internal static class Variations
{
    /// <summary>Calls of these names are left out of a chain: <c>text.Trim()</c> becomes <c>text</c>.</summary>
    private static readonly HashSet<string> s_droppable = new(["Trim", "TrimStart", "TrimEnd", "ToUpperInvariant", "ToLowerInvariant", "AddDays", "AddYears", "AddMonths", "Substring"], StringComparer.Ordinal);

    private static readonly Dictionary<string, string> s_opposites = new(StringComparer.Ordinal)
    {
        ["MinValue"] = "MaxValue",
        ["MaxValue"] = "MinValue",
        ["Min"] = "Max",
        ["Max"] = "Min",
        ["Ordinal"] = "OrdinalIgnoreCase",
        ["OrdinalIgnoreCase"] = "Ordinal",
    };

    /// <summary>The variations of a statement's own expressions; of statements inside it, those are left to themselves.</summary>
    internal static IEnumerable<Variation> Of(StatementSyntax statement)
    {
        if (statement is BlockSyntax or LocalFunctionStatementSyntax)
        {
            return [];
        }

        IEnumerable<Variation> own = OfExpressions(statement);
        var removable = statement is ExpressionStatementSyntax or ReturnStatementSyntax { Expression: null } or ContinueStatementSyntax or BreakStatementSyntax { Parent: not SwitchSectionSyntax };
        return removable && !AssignsOutParameter(statement) ? own.Prepend(new Variation(statement, Replacement: null)) : own;
    }

    // Without it the method does not compile, and the compiler names the method, not the statement.
    private static bool AssignsOutParameter(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } }
        && statement.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>()?.ParameterList.Parameters.Any(parameter =>
            parameter.Modifiers.Any(OutKeyword) && string.Equals(parameter.Identifier.Text, target.Identifier.Text, StringComparison.Ordinal)) == true;

    /// <summary>The variations of every expression and pattern under a node, but for those that belong to a statement inside it.</summary>
    internal static IEnumerable<Variation> OfExpressions(SyntaxNode root) =>
        root.DescendantNodesAndSelf(node => node == root || node is not (StatementSyntax or SwitchSectionSyntax or AttributeListSyntax))
            .Where(node => node == root || node is not StatementSyntax)
            .SelectMany(OfNode);

    private static IEnumerable<Variation> OfNode(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax binary => OfBinary(binary),
        BinaryPatternSyntax pattern => [OfPattern(pattern)],
        RelationalPatternSyntax pattern => [With(pattern, pattern.WithOperatorToken(Token(Boundary(pattern.OperatorToken.Kind())).WithTriviaFrom(pattern.OperatorToken)))],
        UnaryPatternSyntax pattern => [With(pattern, pattern.Pattern)],
        PrefixUnaryExpressionSyntax unary when unary.IsKind(LogicalNotExpression) || unary.IsKind(UnaryMinusExpression) => [With(unary, unary.Operand)],
        PostfixUnaryExpressionSyntax unary when unary.IsKind(PostIncrementExpression) => [With(unary, PostfixUnaryExpression(PostDecrementExpression, unary.Operand))],
        PostfixUnaryExpressionSyntax unary when unary.IsKind(PostDecrementExpression) => [With(unary, PostfixUnaryExpression(PostIncrementExpression, unary.Operand))],
        ConditionalExpressionSyntax conditional => [With(conditional, Parenthesised(conditional.WhenTrue)), With(conditional, Parenthesised(conditional.WhenFalse))],
        LiteralExpressionSyntax literal => OfLiteral(literal),
        IfStatementSyntax branch => [Forced(branch.Condition, TrueLiteralExpression), Forced(branch.Condition, FalseLiteralExpression)],
        WhileStatementSyntax loop => [Forced(loop.Condition, FalseLiteralExpression)],
        WhenClauseSyntax clause => [Forced(clause.Condition, TrueLiteralExpression), Forced(clause.Condition, FalseLiteralExpression)],
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax constant } test => [With(test, test.WithPattern(UnaryPattern(Token(NotKeyword).WithTrailingTrivia(Space), constant.WithoutLeadingTrivia())))],
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when s_droppable.Contains(access.Name.Identifier.Text) => [With(call, access.Expression)],
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding, Parent: ConditionalAccessExpressionSyntax access } when s_droppable.Contains(binding.Name.Identifier.Text) => [With(access, access.Expression)],
        IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } name when access.Name == name && s_opposites.TryGetValue(name.Identifier.Text, out var opposite) => [With(name, IdentifierName(opposite))],
        _ => [],
    };

    private static IEnumerable<Variation> OfBinary(BinaryExpressionSyntax binary)
    {
        switch (binary.Kind())
        {
            case LessThanExpression or LessThanOrEqualExpression or GreaterThanExpression or GreaterThanOrEqualExpression:
                yield return WithOperator(binary, Boundary(binary.OperatorToken.Kind()));
                yield return WithOperator(binary, Turned(binary.OperatorToken.Kind()));
                break;
            case EqualsExpression:
                yield return WithOperator(binary, ExclamationEqualsToken);
                break;
            case NotEqualsExpression:
                yield return WithOperator(binary, EqualsEqualsToken);
                break;
            case LogicalAndExpression or LogicalOrExpression:
                yield return WithOperator(binary, binary.IsKind(LogicalAndExpression) ? BarBarToken : AmpersandAmpersandToken);
                yield return With(binary, binary.Left);
                yield return With(binary, binary.Right);
                break;
            case CoalesceExpression or BitwiseOrExpression or BitwiseAndExpression:
                yield return With(binary, Parenthesised(binary.Left));
                yield return With(binary, Parenthesised(binary.Right));
                break;
            case AddExpression when !HoldsText(binary):
                yield return WithOperator(binary, MinusToken);
                break;
            case SubtractExpression:
                yield return WithOperator(binary, PlusToken);
                break;
            default:
                break;
        }
    }

    private static Variation OfPattern(BinaryPatternSyntax pattern)
    {
        // The compiler goes by the kind of the node, not by the word in it.
        var (kind, word) = pattern.IsKind(AndPattern) ? (OrPattern, OrKeyword) : (AndPattern, AndKeyword);
        return With(pattern, BinaryPattern(kind, pattern.Left, Token(word).WithTriviaFrom(pattern.OperatorToken), pattern.Right));
    }

    private static IEnumerable<Variation> OfLiteral(LiteralExpressionSyntax literal)
    {
        switch (literal.Kind())
        {
            case TrueLiteralExpression:
                yield return With(literal, LiteralExpression(FalseLiteralExpression));
                break;
            case FalseLiteralExpression:
                yield return With(literal, LiteralExpression(TrueLiteralExpression));
                break;
            case StringLiteralExpression:
                yield return With(literal, LiteralExpression(StringLiteralExpression, Literal(literal.Token.ValueText.Length == 0 ? "mutant" : string.Empty)));
                break;
            case CharacterLiteralExpression:
                yield return With(literal, LiteralExpression(CharacterLiteralExpression, Literal((char)((char)literal.Token.Value! + 1))));
                break;
            case NumericLiteralExpression when literal.Token.Value is int number:
                yield return With(literal, Number(number + 1));
                if (number > 0)
                {
                    yield return With(literal, Number(number - 1));
                }

                break;
            default:
                break;
        }
    }

    private static bool HoldsText(SyntaxNode node) =>
        node.DescendantNodesAndSelf().Any(inner => inner.IsKind(StringLiteralExpression) || inner is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ToString" } });

    private static SyntaxKind Boundary(SyntaxKind comparison) => comparison switch
    {
        LessThanToken => LessThanEqualsToken,
        LessThanEqualsToken => LessThanToken,
        GreaterThanToken => GreaterThanEqualsToken,
        _ => GreaterThanToken,
    };

    private static SyntaxKind Turned(SyntaxKind comparison) => comparison switch
    {
        LessThanToken => GreaterThanEqualsToken,
        LessThanEqualsToken => GreaterThanToken,
        GreaterThanToken => LessThanEqualsToken,
        _ => LessThanToken,
    };

    private static Variation Forced(ExpressionSyntax condition, SyntaxKind value) => With(condition, LiteralExpression(value));

    private static Variation WithOperator(BinaryExpressionSyntax binary, SyntaxKind token) =>
        With(binary, BinaryExpression(ExpressionKind(token), binary.Left, Token(token).WithTriviaFrom(binary.OperatorToken), binary.Right));

    private static SyntaxKind ExpressionKind(SyntaxKind token) => SyntaxFacts.GetBinaryExpression(token);

    private static ParenthesizedExpressionSyntax Parenthesised(ExpressionSyntax expression) => ParenthesizedExpression(expression.WithoutTrivia());

    private static LiteralExpressionSyntax Number(int value) => LiteralExpression(NumericLiteralExpression, Literal(value.ToString(CultureInfo.InvariantCulture), value));

    private static Variation With(SyntaxNode target, SyntaxNode replacement) => new(target, replacement.WithTriviaFrom(target));
}
