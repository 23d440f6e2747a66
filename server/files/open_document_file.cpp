// The parts of an .odt: https://docs.oasis-open.org/office/v1.2/, part 1 (schema) and part 3 (package).
#include <algorithm>
#include <set>

#include "server/files/office_document.hpp"
#include "server/files/zip_writer.hpp"

namespace ramure::files {

namespace {

using Kind = RichBlock::Kind;

#define RAMURE_XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define RAMURE_ODF "urn:oasis:names:tc:opendocument:xmlns:"

constexpr const char* namespaces =
    " xmlns:office=\"" RAMURE_ODF "office:1.0\" xmlns:text=\"" RAMURE_ODF "text:1.0\" xmlns:table=\"" RAMURE_ODF
    "table:1.0\" xmlns:style=\"" RAMURE_ODF "style:1.0\" xmlns:fo=\"" RAMURE_ODF
    "xsl-fo-compatible:1.0\" xmlns:svg=\"" RAMURE_ODF "svg-compatible:1.0\" xmlns:meta=\"" RAMURE_ODF
    "meta:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
    "office:version=\"1.2\">";

constexpr const char* manifest = RAMURE_XML_HEAD
    "<manifest:manifest xmlns:manifest=\"" RAMURE_ODF
    "manifest:1.0\" manifest:version=\"1.2\">"
    "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.2\" "
    "manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>"
    "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>"
    "<manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/>"
    "<manifest:file-entry manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>";

constexpr unsigned quote_depth_max = 5;
constexpr unsigned looks = 16;  // bold, italic, struck, code: each on or off

unsigned look_of(const Span& span) {
  return (span.is_bold ? 1U : 0U) | (span.is_italic ? 2U : 0U) | (span.is_struck ? 4U : 0U) | (span.is_code ? 8U : 0U);
}

std::string look_styles() {
  std::string xml;
  for (unsigned look = 1; look < looks; ++look) {
    xml += "<style:style style:name=\"T" + std::to_string(look) + "\" style:family=\"text\"><style:text-properties";
    if ((look & 1) != 0) xml += " fo:font-weight=\"bold\"";
    if ((look & 2) != 0) xml += " fo:font-style=\"italic\"";
    if ((look & 4) != 0) xml += " style:text-line-through-style=\"solid\"";
    if ((look & 8) != 0) xml += " style:font-name=\"Courier New\"";
    xml += "/></style:style>";
  }
  return xml;
}

std::string list_style(const char* name, bool is_ordered) {
  constexpr const char* marks[] = {"•", "◦", "▪"};
  std::string xml = "<text:list-style style:name=\"" + std::string(name) + "\">";
  for (unsigned level = 0; level <= list_level_max; ++level) {
    const std::string number = std::to_string(level + 1), indent = std::to_string((level + 1) * 6) + "mm";
    xml += is_ordered ? "<text:list-level-style-number text:level=\"" + number +
                            "\" style:num-format=\"1\" style:num-suffix=\".\">"
                      : "<text:list-level-style-bullet text:level=\"" + number + "\" text:bullet-char=\"" +
                            marks[level % 3] + "\">";
    xml +=
        "<style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\">"
        "<style:list-level-label-alignment text:label-followed-by=\"listtab\" fo:text-indent=\"-6mm\" "
        "fo:margin-left=\"" +
        indent + "\"/></style:list-level-properties>";
    xml += is_ordered ? "</text:list-level-style-number>" : "</text:list-level-style-bullet>";
  }
  return xml + "</text:list-style>";
}

std::string automatic_styles() {
  std::string xml = "<office:automatic-styles>" + look_styles() + list_style("LB", false) + list_style("LN", true);
  for (unsigned depth = 1; depth <= quote_depth_max; ++depth) {
    xml += "<style:style style:name=\"Q" + std::to_string(depth) +
           "\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"><style:paragraph-properties "
           "fo:margin-left=\"" +
           std::to_string(6 * depth) + "mm\"/></style:style>";
  }
  return xml +
         "<style:style style:name=\"Rule\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">"
         "<style:paragraph-properties fo:border-bottom=\"0.5pt solid #999999\"/></style:style>"
         "<style:style style:name=\"Tables\" style:family=\"table\"><style:table-properties table:align=\"margins\" "
         "fo:margin-bottom=\"4mm\"/></style:style>"
         "<style:style style:name=\"Rows\" style:family=\"table-row\"><style:table-row-properties "
         "fo:keep-together=\"always\"/></style:style>"
         "<style:style style:name=\"Cells\" style:family=\"table-cell\"><style:table-cell-properties "
         "fo:border=\"0.5pt solid #999999\" fo:padding=\"1.2mm\"/></style:style>"
         "<style:style style:name=\"Heads\" style:family=\"table-cell\"><style:table-cell-properties "
         "fo:border=\"0.5pt solid #999999\" fo:padding=\"1.2mm\" fo:background-color=\"#f1f5f2\"/></style:style>"
         "<style:style style:name=\"InCell\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">"
         "<style:paragraph-properties fo:margin-bottom=\"0mm\"/></style:style></office:automatic-styles>";
}

// Several spaces are one in a document, unless each is said.
std::string spaced(std::string_view text) {
  std::string xml;
  bool follows_space = true;  // as at the beginning of a paragraph
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == ' ' && follows_space) xml += "<text:s/>";
    if (c == '\t') xml += "<text:tab/>";
    if ((c == ' ' && follows_space) || c == '\t') {
      ++at;
      continue;
    }
    const std::size_t end = c == ' ' ? at + 1 : std::min(text.find_first_of(" \t", at), text.size());
    xml += escaped_xml(text.substr(at, end - at));
    follows_space = c == ' ';
    at = end;
  }
  return xml;
}

std::string inside(const Spans& spans) {
  std::string xml;
  for (const Span& span : spans) {
    std::string words = spaced(span.text);
    if (const unsigned look = look_of(span); look != 0 && !words.empty()) {
      words = "<text:span text:style-name=\"T" + std::to_string(look) + "\">" + words + "</text:span>";
    }
    if (!span.address.empty() && !words.empty()) {
      words = "<text:a xlink:type=\"simple\" xlink:href=\"" + escaped_xml(span.address) + "\">" + words + "</text:a>";
    }
    xml += words;
    if (span.ends_line) xml += "<text:line-break/>";
  }
  return xml;
}

class OpenText {
 public:
  std::string body(const std::vector<RichBlock>& blocks) {
    for (const RichBlock& block : blocks) {
      if (block.kind == Kind::item) item(block);
      else plain(block);
    }
    close_lists(0);
    return std::move(xml_);
  }

 private:
  struct Open {
    std::size_t list = 0;  // 0: only there because a deeper one stands in it
    unsigned level = 0;
  };

  void close_lists(std::size_t kept) {
    while (open_.size() > kept) {
      xml_ += "</text:list-item></text:list>";
      open_.pop_back();
    }
  }

  void open_list(const RichBlock& block, bool is_its_own) {
    const bool goes_on = is_its_own && !seen_.insert(block.list).second;
    xml_ += std::string("<text:list text:style-name=\"") + (block.is_ordered ? "LN" : "LB") + "\"" +
            (goes_on ? " text:continue-numbering=\"true\"" : "") + "><text:list-item";
    if (is_its_own && block.is_ordered && !goes_on && block.begins_at != 1) {
      xml_ += " text:start-value=\"" + std::to_string(block.begins_at) + "\"";
    }
    xml_ += ">";
    open_.push_back({is_its_own ? block.list : 0, static_cast<unsigned>(open_.size())});
  }

  void item(const RichBlock& block) {
    close_lists(block.level + 1);
    if (open_.size() == block.level + 1 && open_.back().list != block.list) close_lists(block.level);
    const bool is_open = open_.size() == block.level + 1;
    while (open_.size() < block.level) open_list(block, false);
    if (!is_open) open_list(block, true);
    else if (block.begins_item) xml_ += "</text:list-item><text:list-item>";
    xml_ += "<text:p text:style-name=\"Standard\">" + inside(block.spans) + "</text:p>";
  }

  void plain(const RichBlock& block) {
    close_lists(0);
    switch (block.kind) {
      case Kind::heading: {
        const std::string level = std::to_string(block.level);
        xml_ += "<text:h text:style-name=\"Heading_20_" + level + "\" text:outline-level=\"" + level + "\">" +
                inside(block.spans) + "</text:h>";
        return;
      }
      case Kind::rule: xml_ += "<text:p text:style-name=\"Rule\"/>"; return;
      case Kind::table: table(block); return;
      default: break;
    }
    const unsigned depth = std::min(block.quote_depth, quote_depth_max);
    xml_ += "<text:p text:style-name=\"" + (depth == 0 ? std::string("Standard") : "Q" + std::to_string(depth)) +
            "\">" + inside(block.spans) + "</text:p>";
  }

  void table(const RichBlock& block) {
    const std::size_t columns = block.rows.empty() ? 0 : block.rows.front().size();
    if (columns == 0) return;
    xml_ += "<table:table table:style-name=\"Tables\" table:name=\"Table" + std::to_string(++tables_) +
            "\"><table:table-column table:number-columns-repeated=\"" + std::to_string(columns) + "\"/>";
    for (std::size_t row = 0; row < block.rows.size(); ++row) {
      if (row == 0) xml_ += "<table:table-header-rows>";
      xml_ += "<table:table-row table:style-name=\"Rows\">";
      for (std::size_t i = 0; i < columns; ++i) {
        Spans spans = i < block.rows[row].size() ? block.rows[row][i] : Spans{};
        for (Span& span : spans) span.is_bold = span.is_bold || row == 0;
        xml_ += std::string("<table:table-cell office:value-type=\"string\" table:style-name=\"") +
                (row == 0 ? "Heads" : "Cells") + "\"><text:p text:style-name=\"InCell\">" + inside(spans) +
                "</text:p></table:table-cell>";
      }
      xml_ += "</table:table-row>";
      if (row == 0) xml_ += "</table:table-header-rows>";
    }
    xml_ += "</table:table>";
  }

  std::string xml_;
  std::vector<Open> open_;
  std::set<std::size_t> seen_;
  std::size_t tables_ = 0;
};

std::string styles(Language language) {
  std::string xml = RAMURE_XML_HEAD "<office:document-styles" + std::string(namespaces) +
                    "<office:styles><style:default-style style:family=\"paragraph\"><style:paragraph-properties "
                    "fo:margin-bottom=\"2mm\"/><style:text-properties fo:font-size=\"11pt\" fo:language=\"" +
                    in(language, {"fr", "en"}) + "\" fo:country=\"" + in(language, {"FR", "GB"}) +
                    "\"/></style:default-style><style:style style:name=\"Standard\" style:family=\"paragraph\" "
                    "style:class=\"text\"/>";
  constexpr const char* sizes[] = {"18pt", "14pt", "12pt", "11pt", "11pt", "11pt"};
  for (unsigned level = 1; level <= 6; ++level) {
    const std::string number = std::to_string(level);
    xml += "<style:style style:name=\"Heading_20_" + number + "\" style:display-name=\"Heading " + number +
           "\" style:family=\"paragraph\" style:parent-style-name=\"Standard\" style:next-style-name=\"Standard\" "
           "style:default-outline-level=\"" +
           number +
           "\"><style:paragraph-properties fo:margin-top=\"4mm\" fo:margin-bottom=\"1.5mm\" "
           "fo:keep-with-next=\"always\"/><style:text-properties fo:font-weight=\"bold\" fo:font-size=\"" +
           sizes[level - 1] + "\"/></style:style>";
  }
  return xml +
         "</office:styles><office:automatic-styles><style:page-layout style:name=\"A4\"><style:page-layout-properties "
         "fo:page-width=\"210mm\" fo:page-height=\"297mm\" fo:margin=\"20mm\"/></style:page-layout>"
         "</office:automatic-styles><office:master-styles><style:master-page style:name=\"Standard\" "
         "style:page-layout-name=\"A4\"/></office:master-styles></office:document-styles>";
}

}  // namespace

std::string open_document_file(const OfficeDocument& document) {
  ZipWriter zip;
  zip.add("mimetype", open_document_media_type);  // first, so that the file says what it is in its first bytes
  zip.add("META-INF/manifest.xml", manifest);
  zip.add("content.xml", RAMURE_XML_HEAD "<office:document-content" + std::string(namespaces) + automatic_styles() +
                             "<office:body><office:text>" + OpenText().body(document.blocks) +
                             "</office:text></office:body></office:document-content>");
  zip.add("styles.xml", styles(document.language));
  zip.add("meta.xml", RAMURE_XML_HEAD "<office:document-meta" + std::string(namespaces) + "<office:meta><dc:title>" +
                          escaped_xml(document.title) + "</dc:title><dc:language>" +
                          in(document.language, {"fr-FR", "en-GB"}) +
                          "</dc:language></office:meta></office:document-meta>");
  return zip.finish();
}

}  // namespace ramure::files
