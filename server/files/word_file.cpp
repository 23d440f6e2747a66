// The parts of a .docx: https://ecma-international.org/publications-and-standards/standards/ecma-376/, part 1.
#include <algorithm>
#include <map>

#include "server/files/office_document.hpp"
#include "server/files/zip_writer.hpp"

namespace ramure::files {

namespace {

using Kind = RichBlock::Kind;

#define RAMURE_XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define RAMURE_OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define RAMURE_PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define RAMURE_WORD "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

constexpr unsigned quote_depth_max = 5;
constexpr unsigned step_twips = 360;  // of an indent: a quarter of an inch
constexpr std::size_t bullets = 1;    // the one way of counting that all lists without numbers share

constexpr const char* content_types = RAMURE_XML_HEAD
    "<Types xmlns=\"" RAMURE_PACKAGE
    "content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
    "wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
    "wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
    "wordprocessingml.numbering+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-"
    "properties+xml\"/></Types>";

constexpr const char* package_relations =
    RAMURE_XML_HEAD "<Relationships xmlns=\"" RAMURE_PACKAGE
                    "relationships\">"
                    "<Relationship Id=\"rId1\" Type=\"" RAMURE_OFFICE
                    "relationships/officeDocument\" Target=\"word/document.xml\"/>"
                    "<Relationship Id=\"rId2\" Type=\"" RAMURE_PACKAGE
                    "relationships/metadata/core-properties\" "
                    "Target=\"docProps/core.xml\"/></Relationships>";

std::string heading_style(unsigned level) {
  constexpr unsigned half_points[] = {36, 28, 24, 22, 22, 22};
  const std::string number = std::to_string(level);
  return "<w:style w:type=\"paragraph\" w:styleId=\"Heading" + number + "\"><w:name w:val=\"heading " + number +
         "\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing "
         "w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"" +
         std::to_string(level - 1) + "\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"" +
         std::to_string(half_points[level - 1]) + "\"/></w:rPr></w:style>";
}

std::string styles(Language language) {
  std::string xml =
      RAMURE_XML_HEAD "<w:styles " RAMURE_WORD
                      "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" "
                      "w:cs=\"Calibri\"/><w:sz w:val=\"22\"/><w:lang w:val=\"";
  xml += in(language, {"fr-FR", "en-GB"});
  xml +=
      "\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"276\" "
      "w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>";
  for (unsigned level = 1; level <= 6; ++level) xml += heading_style(level);
  return xml +
         "<w:style w:type=\"paragraph\" w:styleId=\"ListParagraph\"><w:name w:val=\"List Paragraph\"/><w:basedOn "
         "w:val=\"Normal\"/><w:pPr><w:spacing w:after=\"60\"/></w:pPr></w:style>"
         "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color "
         "w:val=\"0563C1\"/><w:u w:val=\"single\"/></w:rPr></w:style>"
         "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:pPr><w:spacing "
         "w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:tblPr><w:tblBorders>"
         "<w:top w:val=\"single\" w:sz=\"4\" w:color=\"999999\"/><w:left w:val=\"single\" w:sz=\"4\" "
         "w:color=\"999999\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"999999\"/><w:right w:val=\"single\" "
         "w:sz=\"4\" w:color=\"999999\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"999999\"/><w:insideV "
         "w:val=\"single\" w:sz=\"4\" w:color=\"999999\"/></w:tblBorders><w:tblCellMar><w:left w:w=\"80\" "
         "w:type=\"dxa\"/><w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style></w:styles>";
}

std::string list_level(unsigned level, bool is_ordered) {
  constexpr const char* marks[] = {"•", "◦", "▪"};
  const std::string number = std::to_string(level);
  return "<w:lvl w:ilvl=\"" + number + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" +
         (is_ordered ? "decimal" : "bullet") + "\"/><w:lvlText w:val=\"" +
         (is_ordered ? "%" + std::to_string(level + 1) + "." : marks[level % 3]) +
         "\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"" + std::to_string(step_twips * (level + 1)) +
         "\" w:hanging=\"" + std::to_string(step_twips) + "\"/></w:pPr></w:lvl>";
}

class WordText {
 public:
  std::string document(const std::vector<RichBlock>& blocks) {
    std::string xml = RAMURE_XML_HEAD "<w:document " RAMURE_WORD " xmlns:r=\"" RAMURE_OFFICE "relationships\"><w:body>";
    for (const RichBlock& block : blocks) xml += block.kind == Kind::table ? table(block) : paragraph(block);
    return xml +
           "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" "
           "w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
  }

  // Once the document is written: the addresses in it, and how its lists are counted.
  std::string relations() const {
    std::string xml = RAMURE_XML_HEAD "<Relationships xmlns=\"" RAMURE_PACKAGE
                                      "relationships\">"
                                      "<Relationship Id=\"rId1\" Type=\"" RAMURE_OFFICE
                                      "relationships/styles\" "
                                      "Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"" RAMURE_OFFICE
                                      "relationships/numbering\" Target=\"numbering.xml\"/>";
    for (const auto& [address, id] : addresses_) {
      xml += "<Relationship Id=\"" + id + "\" Type=\"" RAMURE_OFFICE "relationships/hyperlink\" Target=\"" +
             escaped_xml(address) + "\" TargetMode=\"External\"/>";
    }
    return xml + "</Relationships>";
  }

  std::string numbering() const {
    std::string xml = RAMURE_XML_HEAD "<w:numbering " RAMURE_WORD ">";
    for (const bool is_ordered : {false, true}) {
      xml += std::string("<w:abstractNum w:abstractNumId=\"") + (is_ordered ? "1" : "0") +
             "\"><w:multiLevelType w:val=\"hybridMultilevel\"/>";
      for (unsigned level = 0; level <= list_level_max; ++level) xml += list_level(level, is_ordered);
      xml += "</w:abstractNum>";
    }
    xml += "<w:num w:numId=\"" + std::to_string(bullets) + "\"><w:abstractNumId w:val=\"0\"/></w:num>";
    for (const auto& [list, counted] : counted_) {
      xml += "<w:num w:numId=\"" + std::to_string(counted.id) +
             "\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"" + std::to_string(counted.level) +
             "\"><w:startOverride w:val=\"" + std::to_string(counted.begins_at) + "\"/></w:lvlOverride></w:num>";
    }
    return xml + "</w:numbering>";
  }

 private:
  struct Counted {
    std::size_t id = 0;
    unsigned level = 0;
    int begins_at = 1;
  };

  std::size_t counting_of(const RichBlock& item) {
    if (!item.is_ordered) return bullets;
    const auto [found, is_new] = counted_.try_emplace(item.list);
    if (is_new) found->second = {bullets + counted_.size(), item.level, item.begins_at};
    return found->second.id;
  }

  // In the order that the schema asks for: style, counting, border, indent.
  std::string properties(const RichBlock& block) {
    std::string xml;
    unsigned indent = step_twips * std::min(block.quote_depth, quote_depth_max);
    if (block.kind == Kind::heading) xml += "<w:pStyle w:val=\"Heading" + std::to_string(block.level) + "\"/>";
    if (block.kind == Kind::item) {
      xml += "<w:pStyle w:val=\"ListParagraph\"/>";
      const unsigned of_list = step_twips * (block.level + 1);
      if (block.begins_item) {
        xml += "<w:numPr><w:ilvl w:val=\"" + std::to_string(block.level) + "\"/><w:numId w:val=\"" +
               std::to_string(counting_of(block)) + "\"/></w:numPr>";
        if (indent > 0) indent += of_list;
      } else {
        indent += of_list;
      }
    }
    if (block.kind == Kind::rule) {
      xml += "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"999999\"/></w:pBdr>";
    }
    if (indent > 0) xml += "<w:ind w:left=\"" + std::to_string(indent) + "\"/>";
    return xml.empty() ? xml : "<w:pPr>" + xml + "</w:pPr>";
  }

  std::string paragraph(const RichBlock& block) { return "<w:p>" + properties(block) + runs(block.spans) + "</w:p>"; }

  std::string table(const RichBlock& block) {
    const std::size_t columns = block.rows.empty() ? 0 : block.rows.front().size();
    if (columns == 0) return {};
    std::string xml =
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr><w:tblGrid>";
    for (std::size_t i = 0; i < columns; ++i) xml += "<w:gridCol/>";
    xml += "</w:tblGrid>";
    for (std::size_t row = 0; row < block.rows.size(); ++row) {
      xml += std::string("<w:tr><w:trPr><w:cantSplit/>") + (row == 0 ? "<w:tblHeader/>" : "") + "</w:trPr>";
      for (std::size_t i = 0; i < columns; ++i) {
        Spans spans = i < block.rows[row].size() ? block.rows[row][i] : Spans{};
        for (Span& span : spans) span.is_bold = span.is_bold || row == 0;
        xml += "<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/>" +
               std::string(row == 0 ? "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F1F5F2\"/>" : "") +
               "</w:tcPr><w:p>" + runs(spans) + "</w:p></w:tc>";
      }
      xml += "</w:tr>";
    }
    return xml + "</w:tbl><w:p/>";  // without a paragraph between them, two tables become one
  }

  std::string runs(const Spans& spans) {
    std::string xml;
    for (const Span& span : spans) {
      std::string run;
      if (!span.text.empty()) {
        run = "<w:r>" + look(span) + "<w:t xml:space=\"preserve\">" + escaped_xml(span.text) + "</w:t></w:r>";
      }
      if (!span.address.empty() && !run.empty()) {
        run = "<w:hyperlink r:id=\"" + id_of(span.address) + "\">" + run + "</w:hyperlink>";
      }
      xml += run;
      if (span.ends_line) xml += "<w:r><w:br/></w:r>";
    }
    return xml;
  }

  static std::string look(const Span& span) {
    std::string xml;
    if (!span.address.empty()) xml += "<w:rStyle w:val=\"Hyperlink\"/>";
    if (span.is_code) xml += "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>";
    if (span.is_bold) xml += "<w:b/>";
    if (span.is_italic) xml += "<w:i/>";
    if (span.is_struck) xml += "<w:strike/>";
    return xml.empty() ? xml : "<w:rPr>" + xml + "</w:rPr>";
  }

  const std::string& id_of(const std::string& address) {
    const auto [found, is_new] = addresses_.try_emplace(address);
    if (is_new) found->second = "rId" + std::to_string(addresses_.size() + 2);  // after styles and numbering
    return found->second;
  }

  std::map<std::string, std::string> addresses_;
  std::map<std::size_t, Counted> counted_;  // by the number of the list
};

std::string core(const OfficeDocument& document) {
  return RAMURE_XML_HEAD "<cp:coreProperties xmlns:cp=\"" RAMURE_PACKAGE
                         "metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
         escaped_xml(document.title) + "</dc:title><dc:language>" + in(document.language, {"fr-FR", "en-GB"}) +
         "</dc:language></cp:coreProperties>";
}

}  // namespace

std::string word_file(const OfficeDocument& document) {
  WordText text;
  const std::string body = text.document(document.blocks);
  ZipWriter zip;
  zip.add("[Content_Types].xml", content_types);
  zip.add("_rels/.rels", package_relations);
  zip.add("word/document.xml", body);
  zip.add("word/styles.xml", styles(document.language));
  zip.add("word/numbering.xml", text.numbering());
  zip.add("word/_rels/document.xml.rels", text.relations());
  zip.add("docProps/core.xml", core(document));
  return zip.finish();
}

}  // namespace ramure::files
