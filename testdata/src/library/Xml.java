import java.io.*;
import java.util.*;
import javax.xml.parsers.*;
import javax.xml.stream.*;
import javax.xml.transform.*;
import javax.xml.transform.dom.*;
import javax.xml.transform.stream.*;
import javax.xml.validation.*;
import javax.xml.xpath.*;
import org.w3c.dom.*;
import org.xml.sax.*;
import org.xml.sax.helpers.DefaultHandler;

/** JAXP: DOM, SAX, StAX, XPath, XSLT, Schema, entities and their limits, namespaces, errors with line numbers. */
public class Xml {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (SAXParseException e) {
            System.out.println(w + ": " + e.getLineNumber() + ":" + e.getColumnNumber() + " " + e.getMessage());
        } catch (Throwable e) { System.out.println(w + ": " + e.toString().replace('\n', ' ')); }
    }
    static final String DOC =
        "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY who 'world'><!ATTLIST i k CDATA 'def'>]>\n<r xmlns='urn:a' xmlns:b='urn:b'><!--c--><i n='1'>hello &who; &lt;&#x20ac;</i><i n='2' k='own'><![CDATA[<raw>]]></i><b:j b:q='v'/><?pi data?></r>";
    static Document parse(String s, boolean ns) throws Exception {
        DocumentBuilderFactory f = DocumentBuilderFactory.newInstance();
        f.setNamespaceAware(ns);
        DocumentBuilder b = f.newDocumentBuilder();
        b.setErrorHandler(null);
        return b.parse(new InputSource(new StringReader(s)));
    }
    static String text(Node n, String... props) throws Exception {
        Transformer t = TransformerFactory.newInstance().newTransformer();
        for (int i = 0; i < props.length; i += 2) t.setOutputProperty(props[i], props[i + 1]);
        StringWriter w = new StringWriter();
        t.transform(new DOMSource(n), new StreamResult(w));
        return w.toString();
    }
    public static void main(String[] args) throws Exception {
        PrintStream err = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        Document d = parse(DOC, true);
        Element r = d.getDocumentElement();
        System.out.println(r.getChildNodes().getLength() + " " + r.getNamespaceURI() + " "
            + d.getElementsByTagNameNS("urn:a", "i").item(0).getTextContent() + " "
            + ((Element) r.getElementsByTagName("i").item(0)).getAttribute("k") + " " + d.getDoctype().getName() + " "
            + r.lookupNamespaceURI("b"));
        Element e = d.createElementNS("urn:b", "b:new");
        e.setAttribute("x", "<&\">\n");
        e.appendChild(d.createTextNode("t<>&"));
        r.insertBefore(e, r.getFirstChild());
        show("dom out", () -> text(d, OutputKeys.OMIT_XML_DECLARATION, "yes"));
        show("indent",
            () -> text(parse("<a><b>x</b><c/></a>", false), OutputKeys.INDENT, "yes", "{http://xml.apache.org/xslt}indent-amount", "2"));
        show("html", () -> text(parse("<html><br/><p a='1'>x&amp;</p></html>", false), OutputKeys.METHOD, "html"));
        show("hierarchy", () -> e.appendChild(r));
        show("other doc", () -> r.appendChild(parse("<x/>", false).getDocumentElement()));
        show("bad name", () -> d.createElement("1 x"));
        show("clone", () -> text(r.cloneNode(false), OutputKeys.OMIT_XML_DECLARATION, "yes"));
        for (String bad : new String[] {"<a>", "<a></b>", "<a b=c/>", "<a>&undef;</a>", "", "<a/><b/>", "<a x='1' x='2'/>", "<p:a/>",
                 "<a>\u0001</a>", "<?xml version='1.0'?>\n\n  <a><b></a>", "<a>]]></a>", "<a b='<'/>",
                 "<!DOCTYPE a [<!ENTITY x '&y;'><!ENTITY y '&x;'>]><a>&x;</a>", "<a>&#0;</a>"})
            show("bad " + bad.replace('\n', '|').replace('\u0001', '?'), () -> parse(bad, true));
        StringBuilder lol = new StringBuilder("<!DOCTYPE l [<!ENTITY a0 'lol'>");
        for (int i = 1; i < 10; i++) lol.append("<!ENTITY a" + i + " '" + ("&a" + (i - 1) + ";").repeat(10) + "'>");
        lol.append("]><l>&a9;</l>");
        show("entity limit", () -> parse(lol.toString(), false));
        DocumentBuilderFactory sec = DocumentBuilderFactory.newInstance();
        sec.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        show("no doctype", () -> {
            DocumentBuilder b = sec.newDocumentBuilder();
            b.setErrorHandler(null);
            return b.parse(new InputSource(new StringReader(DOC)));
        });
        show("bad feature", () -> {
            sec.setFeature("urn:none", true);
            return 0;
        });
        StringBuilder sax = new StringBuilder();
        SAXParserFactory sf = SAXParserFactory.newInstance();
        sf.setNamespaceAware(true);
        sf.newSAXParser().parse(new InputSource(new StringReader(DOC)), new DefaultHandler() {
            Locator l;
            public void setDocumentLocator(Locator x) { l = x; }
            public void startElement(String u, String n, String q, Attributes a) {
                sax.append('<').append(q).append(a.getLength()).append('@').append(l.getLineNumber());
            }
            public void endElement(String u, String n, String q) { sax.append('>'); }
            public void characters(char[] c, int s, int n) { sax.append(c, s, n); }
            public void processingInstruction(String t, String x) { sax.append('?').append(t); }
            public void startPrefixMapping(String p, String u) { sax.append('[').append(p).append(']'); }
        });
        System.out.println(sax);
        show("handler stops", () -> {
            sf.newSAXParser().parse(new InputSource(new StringReader(DOC)), new DefaultHandler() {
                public void startElement(String u, String n, String q, Attributes a) throws SAXException {
                    throw new SAXException("stop at " + q);
                }
            });
            return 0;
        });
        XMLStreamReader x = XMLInputFactory.newInstance().createXMLStreamReader(new StringReader(DOC));
        StringBuilder st = new StringBuilder();
        while (x.hasNext()) {
            int k = x.next();
            st.append(k);
            if (k == 1) st.append(x.getLocalName()).append(x.getAttributeCount());
            if (k == 4) st.append(x.getText());
            st.append(' ');
        }
        System.out.println(st);
        show("stax bad", () -> {
            XMLStreamReader y = XMLInputFactory.newInstance().createXMLStreamReader(new StringReader("<a><b></a>"));
            while (y.hasNext()) y.next();
            return 0;
        });
        show("stax state", () -> XMLInputFactory.newInstance().createXMLStreamReader(new StringReader("<a/>")).getText());
        StringWriter w = new StringWriter();
        XMLStreamWriter xw = XMLOutputFactory.newInstance().createXMLStreamWriter(w);
        xw.writeStartDocument();
        xw.writeStartElement("a");
        xw.writeAttribute("q", "\"<&");
        xw.writeCharacters("<&>");
        xw.writeEmptyElement("e");
        xw.writeCData("c");
        xw.writeComment("k");
        xw.writeEndDocument();
        xw.close();
        System.out.println(w);
        var er = XMLInputFactory.newInstance().createXMLEventReader(new StringReader("<a><b>t</b></a>"));
        StringBuilder ev = new StringBuilder();
        while (er.hasNext()) ev.append(er.nextEvent().getEventType()).append(' ');
        System.out.println(ev);
        XPath xp = XPathFactory.newInstance().newXPath();
        Document b =
            parse("<lib><book y='1999' p='10.5'>A</book><book y='2005' p='20'>B</book><book y='2010' p='5'>C<n/></book></lib>", false);
        for (String q : new String[] {"count(//book)", "sum(//@p)", "//book[@y>2000]/text()", "//book[last()]", "string(//book[2])",
                 "name(//n/..)", "//book[contains(.,'A')]/@y", "1 div 0", "-1 mod 3", "substring('hello',2,3)",
                 "normalize-space('  a  b ')", "translate('abc','ab','BA')", "boolean(//none)", "round(2.5)", "concat('a',1+1,'b')",
                 "//book[position() mod 2 = 1]", "/lib/book/following-sibling::*[1]/@y", "number('x')", "//book[", "nosuch()", "$v"})
            show("xpath " + q, () -> xp.evaluate(q, b));
        NodeList nl = (NodeList) xp.evaluate("//book[@p<15]|//n", b, XPathConstants.NODESET);
        System.out.println(nl.getLength() + " " + xp.evaluate("count(//book)", b, XPathConstants.NUMBER) + " "
            + xp.evaluateExpression("//book/@y", b, XPathNodes.class).size());
        xp.setXPathVariableResolver(q -> q.getLocalPart().equals("v") ? 7.0 : null);
        show("variable", () -> xp.evaluate("$v * 2", b));
        String xsl =
            "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'><xsl:param name='p' select='1'/><xsl:output method='xml' indent='no' omit-xml-declaration='yes'/><xsl:key name='k' match='book' use='@y'/><xsl:template match='/lib'><out p='{$p}'><xsl:for-each select='book'><xsl:sort select='@p' data-type='number'/><b n='{position()}'><xsl:value-of select='.'/><xsl:choose><xsl:when test='@y &gt; 2000'>new</xsl:when><xsl:otherwise>old</xsl:otherwise></xsl:choose></b></xsl:for-each><xsl:value-of select=\"key('k','2005')\"/><xsl:call-template name='rec'><xsl:with-param name='n' select='3'/></xsl:call-template><xsl:value-of select=\"format-number(1234.5,'#,##0.00')\"/></out></xsl:template><xsl:template name='rec'><xsl:param name='n'/><xsl:if test='$n &gt; 0'><xsl:value-of select='$n'/>,<xsl:call-template name='rec'><xsl:with-param name='n' select='$n - 1'/></xsl:call-template></xsl:if></xsl:template></xsl:stylesheet>";
        show("xslt", () -> {
            Transformer t = TransformerFactory.newInstance().newTransformer(new StreamSource(new StringReader(xsl)));
            t.setParameter("p", "param");
            StringWriter o = new StringWriter();
            t.transform(new DOMSource(b), new StreamResult(o));
            return o;
        });
        show("bad xslt", () -> {
            TransformerFactory tf = TransformerFactory.newInstance();
            tf.setErrorListener(new ErrorListener() {
                public void warning(TransformerException q) {}
                public void error(TransformerException q) {}
                public void fatalError(TransformerException q) {}
            });
            return tf.newTransformer(new StreamSource(new StringReader(
                "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'><xsl:foo/><xsl:template match='['/></xsl:stylesheet>")));
        });
        String xsd =
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='p'><xs:complexType><xs:sequence><xs:element name='n' type='xs:string' maxOccurs='2'/><xs:element name='a' type='age' minOccurs='0'/></xs:sequence><xs:attribute name='d' type='xs:date' use='required'/></xs:complexType></xs:element><xs:simpleType name='age'><xs:restriction base='xs:int'><xs:minInclusive value='0'/><xs:maxExclusive value='150'/></xs:restriction></xs:simpleType></xs:schema>";
        Schema sc = SchemaFactory.newInstance("http://www.w3.org/2001/XMLSchema").newSchema(new StreamSource(new StringReader(xsd)));
        for (String v : new String[] {"<p d='2020-01-01'><n>x</n><a>5</a></p>", "<p><n/></p>", "<p d='x'><n/></p>",
                 "<p d='2020-01-01'><n/><n/><n/></p>", "<p d='2020-01-01'><n/><a>200</a></p>", "<p d='2020-01-01'><a>1</a></p>", "<q/>"})
            show("valid " + v, () -> {
                sc.newValidator().validate(new StreamSource(new StringReader(v)));
                return "ok";
            });
        show("bad schema",
            ()
                -> SchemaFactory.newInstance("http://www.w3.org/2001/XMLSchema")
                       .newSchema(new StreamSource(new StringReader(xsd.replace("type='age'", "type='nosuch'")))));
        ByteArrayOutputStream po = new ByteArrayOutputStream();
        java.util.Properties p = new java.util.Properties();
        p.setProperty("k\u20ac", "<v>");
        p.storeToXML(po, "comment", "UTF-8");
        java.util.Properties p2 = new java.util.Properties();
        p2.loadFromXML(new ByteArrayInputStream(po.toByteArray()));
        System.out.println(p2.equals(p) + " " + po.toString("UTF-8").replace("\n", "|"));
        show("bad props", () -> {
            new java.util.Properties().loadFromXML(new ByteArrayInputStream("<x/>".getBytes()));
            return 0;
        });
        ByteArrayOutputStream u16 = new ByteArrayOutputStream();
        p.storeToXML(u16, null, "UTF-16");
        System.out.println(u16.size());
        System.setErr(err);
    }
}
