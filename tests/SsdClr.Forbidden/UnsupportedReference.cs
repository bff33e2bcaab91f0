namespace SsdClr.Forbidden;

/// <summary>System.Numerics is not on SQL Server's list of supported libraries that this product keeps to.</summary>
[Breaks("Reference")]
public static class UnsupportedReference
{
    public static System.Numerics.BigInteger One() => System.Numerics.BigInteger.One;
}
