namespace Rondo.Engines.Tables.Inference;

/// <summary>The separators of a written number: which, how many, where, and whether the digits between them come in threes.</summary>
internal ref struct NumberScan
{
    private ReadOnlySpan<char> _body;
    private int _commas, _dots, _spaces, _lastComma, _lastDot;

    /// <summary>False where something other than digits, separators and one exponent stands in it.</summary>
    public bool Valid { get; private set; }

    /// <summary>True for 1e-5.</summary>
    public bool Exponent { get; private set; }

    /// <summary>Number of separators of all kinds.</summary>
    public readonly int Separators => _commas + _dots + _spaces;

    public static NumberScan Of(ReadOnlySpan<char> body)
    {
        var scan = new NumberScan { _body = body, _lastComma = -1, _lastDot = -1, Valid = true };
        for (var i = 0; i < body.Length && scan.Valid; i++)
        {
            switch (body[i])
            {
                case >= '0' and <= '9':
                    break;
                case ',':
                    scan._commas++;
                    scan._lastComma = i;
                    break;
                case '.':
                    scan._dots++;
                    scan._lastDot = i;
                    break;
                case ' ' or '\u00A0' or '\u202F' or '\'' or '\u2019':
                    scan._spaces++;
                    break;
                case 'e' or 'E':
                    scan.Valid = i > 0 && IsExponent(body[(i + 1)..]) && scan._commas + scan._spaces == 0 && scan._dots <= 1;
                    scan.Exponent = true;
                    return scan;
                default:
                    scan.Valid = false;
                    break;
            }
        }

        return scan;
    }

    /// <summary>Names the shape and finds the decimal sign (-1 where there is none); false where groups are not of three digits.</summary>
    public readonly bool TryShape(out NumberShape shape, out int decimalAt)
    {
        (shape, decimalAt) = (NumberShape.Plain, -1);
        if (_spaces > 0)
        {
            decimalAt = Math.Max(_lastComma, _lastDot);
            shape = _commas > 0 ? NumberShape.SpaceGroupsDecimalComma : NumberShape.SpaceGroups;
            return _commas + _dots <= 1 && GroupsOfThree(decimalAt, ' ');
        }

        if (_commas > 0 && _dots > 0)
        {
            var commaGroups = _lastDot > _lastComma;
            decimalAt = commaGroups ? _lastDot : _lastComma;
            shape = commaGroups ? NumberShape.CommaGroups : NumberShape.DotGroups;
            return (commaGroups ? _dots : _commas) == 1 && GroupsOfThree(decimalAt, commaGroups ? ',' : '.');
        }

        if (_commas > 1 || _dots > 1)
        {
            shape = _commas > 1 ? NumberShape.CommaGroups : NumberShape.DotGroups;
            return GroupsOfThree(-1, _commas > 1 ? ',' : '.');
        }

        if (_commas + _dots == 1)
        {
            decimalAt = Math.Max(_lastComma, _lastDot);
            var ambiguous = !Exponent && _body.Length - decimalAt == 4 && decimalAt is >= 1 and <= 3 && _body[0] != '0';
            shape = _commas == 1
                ? ambiguous ? NumberShape.OneComma : NumberShape.DecimalComma
                : ambiguous ? NumberShape.OneDot : NumberShape.Plain;
        }

        return true;
    }

    private readonly bool GroupsOfThree(int decimalAt, char separator)
    {
        var end = decimalAt < 0 ? _body.Length : decimalAt;
        var digits = 0;
        var first = true;
        for (var i = 0; i <= end; i++)
        {
            if (i < end && char.IsAsciiDigit(_body[i]))
            {
                digits++;
                continue;
            }

            var isSeparator = i < end && (separator == ' ' ? _body[i] is not (',' or '.') : _body[i] == separator);
            if ((i < end && !isSeparator) || !(first ? digits is >= 1 and <= 3 : digits == 3))
            {
                return false;
            }

            (first, digits) = (false, 0);
        }

        return true;
    }

    private static bool IsExponent(ReadOnlySpan<char> rest)
    {
        if (rest.Length > 0 && rest[0] is '+' or '-')
        {
            rest = rest[1..];
        }

        if (rest.Length is 0 or > 3)
        {
            return false;
        }

        foreach (var c in rest)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}
