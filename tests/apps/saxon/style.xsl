<?xml version="1.0"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" indent="yes"/>
  <xsl:key name="cat" match="item" use="@cat"/>
  <xsl:template match="/list">
    <out total="{sum(item/@n)}">
      <xsl:for-each select="item[generate-id() = generate-id(key('cat', @cat)[1])]">
        <xsl:sort select="@cat"/>
        <group name="{@cat}"><xsl:apply-templates select="key('cat', @cat)"><xsl:sort select="@n" data-type="number"/></xsl:apply-templates></group>
      </xsl:for-each>
      <fact><xsl:call-template name="fact"><xsl:with-param name="n" select="10"/></xsl:call-template></fact>
    </out>
  </xsl:template>
  <xsl:template match="item"><i pos="{position()}"><xsl:value-of select="translate(., 'aeiou', 'AEIOU')"/>
    <xsl:if test="contains(., '&amp;')"><xsl:text> has &amp;</xsl:text></xsl:if></i></xsl:template>
  <xsl:template name="fact"><xsl:param name="n"/><xsl:choose><xsl:when test="$n &lt; 2">1</xsl:when>
    <xsl:otherwise><xsl:variable name="r"><xsl:call-template name="fact"><xsl:with-param name="n" select="$n - 1"/></xsl:call-template></xsl:variable>
    <xsl:value-of select="$n * $r"/></xsl:otherwise></xsl:choose></xsl:template>
</xsl:stylesheet>
