using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace SsdClr.Mutation;

/// <summary>
/// Rewrites a file so that every mutant of it is in the one assembly behind a switch: a statement becomes
/// <c>if (MutantSwitch.Is(7)) { the statement, changed } else { the statement }</c>.
/// </summary>
internal sealed class Weaver : CSharpSyntaxRewriter
{
    /// <summary>Kind of the annotation that carries a mutant's id into the tree that is compiled.</summary>
    internal const string Annotation = "mutant";

    private readonly string _file;
    private readonly IReadOnlySet<int> _refused;
    private readonly List<Mutant> _mutants;
    private readonly Dictionary<int, SyntaxNode> _alone;
    private readonly SyntaxNode _root;

    /// <param name="file">Name of the file, for the report.</param>
    /// <param name="root">Its tree.</param>
    /// <param name="refused">Ids that do not compile where they would be woven: counted, not woven.</param>
    /// <param name="mutants">Takes the mutants found.</param>
    /// <param name="alone">Takes, by id, the whole file of each mutant that needs an assembly of its own.</param>
    internal Weaver(string file, SyntaxNode root, IReadOnlySet<int> refused, List<Mutant> mutants, Dictionary<int, SyntaxNode> alone)
    {
        _file = file;
        _root = root;
        _refused = refused;
        _mutants = mutants;
        _alone = alone;
    }

    /// <summary>The file with all its mutants in it.</summary>
    internal SyntaxNode Weave() => Visit(_root)!;

    public override SyntaxNode? Visit(SyntaxNode? node) => node switch
    {
        LocalDeclarationStatementSyntax declaration => WeaveDeclaration(declaration),
        BlockSyntax or LocalFunctionStatementSyntax => base.Visit(node),
        StatementSyntax statement => WeaveStatement(statement),
        FieldDeclarationSyntax field => WeaveField(field),
        PropertyDeclarationSyntax { Initializer: { } initializer } property => property.ReplaceNode(initializer.Value, WeaveExpression(initializer.Value, IsStatic(property))),
        PropertyDeclarationSyntax { ExpressionBody: { } body } property => property
            .WithExpressionBody(null).WithSemicolonToken(default)
            .WithAccessorList(AccessorList(SingletonList(AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, WeaveBody(body.Expression, returns: true))))),
        MethodDeclarationSyntax { ExpressionBody: { } body } method => method
            .WithExpressionBody(null).WithSemicolonToken(default)
            .WithBody(WeaveBody(body.Expression, returns: method.ReturnType is not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword })),
        ConstructorDeclarationSyntax { ExpressionBody: { } body } constructor => constructor
            .WithInitializer((ConstructorInitializerSyntax?)Visit(constructor.Initializer))
            .WithExpressionBody(null).WithSemicolonToken(default)
            .WithBody(WeaveBody(body.Expression, returns: false)),
        ConstructorInitializerSyntax initializer => initializer.ReplaceNodes(
            initializer.ArgumentList.Arguments.Select(argument => argument.Expression),
            (original, _) => WeaveExpression(original, isStatic: false)),
        _ => base.Visit(node),
    };

    private static bool IsStatic(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.StaticKeyword);

    private FieldDeclarationSyntax WeaveField(FieldDeclarationSyntax field)
    {
        var values = field.Declaration.Variables.Where(variable => variable.Initializer is not null).Select(variable => variable.Initializer!.Value).ToList();
        if (!field.Modifiers.Any(SyntaxKind.ConstKeyword))
        {
            return field.ReplaceNodes(values, (original, _) => WeaveExpression(original, IsStatic(field)));
        }

        foreach (var variation in values.SelectMany(Variations.OfExpressions))
        {
            Add(variation, MutantSeat.Alone);
        }

        return field;
    }

    private BlockSyntax WeaveBody(ExpressionSyntax expression, bool returns)
    {
        StatementSyntax Statement(ExpressionSyntax value) => returns
            ? ReturnStatement(Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(Space), value, Token(SyntaxKind.SemicolonToken))
            : ExpressionStatement(value);
        var woven = Statement(expression);
        var variations = Variations.OfExpressions(expression);
        if (!returns)
        {
            variations = variations.Prepend(new Variation(expression, Replacement: null));
        }

        return Block(Branches(variations, woven, variation => variation.Replacement is null ? EmptyStatement() : Statement(Changed(expression, variation))));
    }

    private StatementSyntax WeaveStatement(StatementSyntax statement)
    {
        if (DeclaresForLater(statement))
        {
            // Not only its own: a return inside it may be what gives the variable its value in what follows.
            AddAlone(statement.DescendantNodesAndSelf().OfType<StatementSyntax>().SelectMany(Variations.Of));
            return statement;
        }

        var woven = (StatementSyntax)base.Visit(statement)!;
        return Branches(Variations.Of(statement), woven, variation => variation.Replacement is null ? EmptyStatement() : Changed(statement, variation));
    }

    private LocalDeclarationStatementSyntax WeaveDeclaration(LocalDeclarationStatementSyntax declaration)
    {
        if (DeclaresForLater(declaration))
        {
            AddAlone(Variations.OfExpressions(declaration));
            return declaration;
        }

        var values = declaration.Declaration.Variables.Where(variable => variable.Initializer is not null).Select(variable => variable.Initializer!.Value);
        return declaration.ReplaceNodes(values, (original, _) => WeaveExpression(original, isStatic: false));
    }

    // Two copies of a pattern that names a variable for later statements would hide it from them, or declare it twice.
    private static bool DeclaresForLater(StatementSyntax statement)
    {
        var names = statement.DescendantNodes(node => node == statement || node is not StatementSyntax)
            .OfType<SingleVariableDesignationSyntax>()
            .Select(designation => designation.Identifier.Text)
            .ToHashSet(StringComparer.Ordinal);
        return names.Count > 0
            && (statement is LocalDeclarationStatementSyntax
                || statement.Parent!.DescendantNodes(node => node != statement).OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.Text)));
    }

    private StatementSyntax Branches(IEnumerable<Variation> variations, StatementSyntax woven, Func<Variation, StatementSyntax> changed)
    {
        var result = woven;
        foreach (var variation in variations)
        {
            var mutant = Add(variation, MutantSeat.Woven);
            if (mutant.Seat == MutantSeat.Woven)
            {
                var copy = Block(changed(variation)).WithAdditionalAnnotations(new SyntaxAnnotation(Annotation, mutant.Id.ToString(CultureInfo.InvariantCulture)));
                result = Block(IfStatement(ParseExpression(MutantSwitchSource.Condition(mutant.Id)), copy, ElseClause(Block(result))));
            }
        }

        return result;
    }

    private ExpressionSyntax WeaveExpression(ExpressionSyntax expression, bool isStatic)
    {
        ExpressionSyntax result = expression;
        foreach (var variation in Variations.OfExpressions(expression))
        {
            // The left side of ?? may be of another type, which would become that of the whole.
            var changesType = variation.Target == expression && expression.IsKind(SyntaxKind.CoalesceExpression);
            var mutant = Add(variation, changesType ? MutantSeat.Alone : isStatic ? MutantSeat.Static : MutantSeat.Woven);
            if (mutant.Seat is MutantSeat.Woven or MutantSeat.Static)
            {
                var copy = ParenthesizedExpression(Changed(expression, variation)).WithAdditionalAnnotations(new SyntaxAnnotation(Annotation, mutant.Id.ToString(CultureInfo.InvariantCulture)));
                result = ParenthesizedExpression(ConditionalExpression(ParseExpression(MutantSwitchSource.Condition(mutant.Id)), copy, result));
            }
        }

        return result;
    }

    private void AddAlone(IEnumerable<Variation> variations)
    {
        foreach (var variation in variations)
        {
            Add(variation, MutantSeat.Alone);
        }
    }

    private Mutant Add(Variation variation, MutantSeat seat)
    {
        var id = _mutants.Count + 1;
        var line = variation.Target.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        var mutant = new Mutant(id, FormattableString.Invariant($"{_file}:{line}"), variation.Describe(), _refused.Contains(id) ? MutantSeat.None : seat);
        _mutants.Add(mutant);
        if (mutant.Seat == MutantSeat.Alone)
        {
            _alone.Add(id, _root.ReplaceNode(variation.Target, variation.Replacement ?? EmptyStatement()));
        }

        return mutant;
    }

    private static T Changed<T>(T node, Variation variation)
        where T : SyntaxNode =>
        node == variation.Target ? (T)variation.Replacement! : node.ReplaceNode(variation.Target, variation.Replacement!);
}
