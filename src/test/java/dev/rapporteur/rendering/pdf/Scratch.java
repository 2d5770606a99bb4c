package dev.rapporteur.rendering.pdf;
import dev.rapporteur.rendering.html.HtmlTemplate;
import dev.rapporteur.testing.SampleReports;
import java.io.*;
import java.nio.file.*;
public class Scratch {
  public static void main(String[] a) throws Exception {
    long t0=System.nanoTime();
    String lang=a[0]; int rows=Integer.parseInt(a[1]);
    Path dir=Path.of("templates", lang.equals("zh")?"sales-monthly-zh":"sales-monthly");
    HtmlTemplate t=HtmlTemplate.compile("templates/report.html", Files.readString(dir.resolve("report.html")));
    System.out.println("compile "+(System.nanoTime()-t0)/1000000);
    PdfRenderer r=new PdfRenderer(t, dir, DocumentFonts.standard());
    SampleReports s=lang.equals("zh")?SampleReports.chinese():SampleReports.english();
    s.withRows(rows);
    for (int i=3;i<a.length;i++) { if (a[i].equals("empty")) s.withEmptySections(); else if (a[i].equals("long")) s.withNamesEndingIn(lang.equals("zh")?"（长江三角洲及周边十七个地级市综合渠道一部）":" and the surrounding seventeen prefectures, combined channel one"); }
    for (int k=0;k<Integer.getInteger("n",1);k++){
    long t1=System.nanoTime();
    var out=new ByteArrayOutputStream();
    r.render(s.content(), out);
    System.out.println("render "+(System.nanoTime()-t1)/1000000+" ms "+out.size());
    Files.write(Path.of(a[2]), out.toByteArray());
    }
  }
}
