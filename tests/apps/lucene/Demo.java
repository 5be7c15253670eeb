import java.io.File;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.*;
import org.apache.lucene.store.*;
import org.apache.lucene.util.Version;

/** An index in files: 3000 documents, deletions, term, phrase, fuzzy, prefix and range queries with scores. */
public class Demo {
    public static void main(String[] args) throws Exception {
        Directory index = FSDirectory.open(new File("home/index"));
        try (IndexWriter w = new IndexWriter(index, new IndexWriterConfig(Version.LATEST, new StandardAnalyzer()))) {
            for (int i = 0; i < 3000; i++) {
                Document d = new Document();
                d.add(new StringField("id", "" + i, Field.Store.YES));
                d.add(new TextField("t", "the quick brown fox number " + i + " jumps over " + (i % 7 == 0 ? "lazy dogs" : "fences")
                    + " at " + i * 31 % 101, Field.Store.YES));
                w.addDocument(d);
            }
            w.commit();
            w.deleteDocuments(new Term("id", "7"));
        }
        try (IndexReader r = DirectoryReader.open(index)) {
            IndexSearcher s = new IndexSearcher(r);
            for (String q : new String[] {"lazy", "t:fox AND dog*", "\"over lazy\"~2", "number~1 +77", "id:[10 TO 12]"}) {
                TopDocs found = s.search(new QueryParser("t", new StandardAnalyzer()).parse(q), 5);
                System.out.println(q + " " + found.totalHits);
                for (ScoreDoc d : found.scoreDocs) System.out.println("  " + s.doc(d.doc).get("id") + " " + d.score);
            }
        }
    }
}
