#include "exchange/spreadsheet.hpp"

#include <array>
#include <cstdint>

#include "base/json.hpp"

namespace amparo::exchange {
namespace {

constexpr std::string_view xml_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
constexpr std::string_view main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view relation_space =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view package_space = "http://schemas.openxmlformats.org/package/2006/";
constexpr std::string_view kind_prefix =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.";

void append_little_endian(std::string& out, std::uint32_t value, int bytes) {
    for (int byte = 0; byte < bytes; ++byte)
        out += static_cast<char>((value >> (8 * byte)) & 0xFFU);
}

/// CRC-32 as ZIP has it.
std::uint32_t checksum_of(std::string_view bytes) {
    constexpr std::uint32_t polynomial = 0xEDB88320U;
    std::uint32_t sum = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        sum ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1U) ^ ((sum & 1U) != 0 ? polynomial : 0U);
    }
    return ~sum;
}

/// Files in a ZIP archive as they are: readers unpack them, and these are small.
class Archive {
  public:
    void add(std::string_view name, std::string_view content) {
        const auto offset = static_cast<std::uint32_t>(files_.size());
        const auto common = description_of(name, content);
        append_little_endian(files_, 0x04034B50U, 4);
        files_ += common;
        files_ += name;
        files_ += content;
        append_little_endian(index_, 0x02014B50U, 4);
        append_little_endian(index_, 20, 2);  // made by version 2.0
        index_ += common;
        index_.append(10, '\0');  // no comment, first disk, no attributes
        append_little_endian(index_, offset, 4);
        index_ += name;
        ++count_;
    }
    std::string bytes() const {
        auto all = files_ + index_;
        append_little_endian(all, 0x06054B50U, 4);
        append_little_endian(all, 0, 4);  // one disk
        append_little_endian(all, count_, 2);
        append_little_endian(all, count_, 2);
        append_little_endian(all, static_cast<std::uint32_t>(index_.size()), 4);
        append_little_endian(all, static_cast<std::uint32_t>(files_.size()), 4);
        append_little_endian(all, 0, 2);
        return all;
    }

  private:
    /// What the entry and the index say alike.
    static std::string description_of(std::string_view name, std::string_view content) {
        constexpr std::uint32_t first_day = 0x00210000U;  // 1980-01-01 00:00: no times inside
        const auto size = static_cast<std::uint32_t>(content.size());
        std::string out;
        append_little_endian(out, 20, 2);
        append_little_endian(out, 0x0800U, 2);  // names are UTF-8
        append_little_endian(out, 0, 2);        // stored
        append_little_endian(out, first_day, 4);
        append_little_endian(out, checksum_of(content), 4);
        append_little_endian(out, size, 4);
        append_little_endian(out, size, 4);
        append_little_endian(out, static_cast<std::uint32_t>(name.size()), 2);
        append_little_endian(out, 0, 2);
        return out;
    }

    std::string files_;
    std::string index_;
    std::uint32_t count_ = 0;
};

std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        const bool is_lost = static_cast<unsigned char>(letter) < 0x20U && letter != '\n' &&
                             letter != '\t' && letter != '\r';
        if (letter == '&') {
            out += "&amp;";
        } else if (letter == '<') {
            out += "&lt;";
        } else if (letter == '>') {
            out += "&gt;";
        } else if (letter == '"') {
            out += "&quot;";
        } else if (!is_lost) {
            out += letter;
        }
    }
    return out;
}

std::string cell_of(const Cell& cell) {
    if (const auto* number = std::get_if<double>(&cell))
        return "<c><v>" + json::write(json::Value(*number)) + "</v></c>";
    return "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" +
           escaped(std::get<std::string>(cell)) + "</t></is></c>";
}

std::string sheet_xml(const Worksheet& sheet) {
    std::string xml(xml_head);
    xml += "<worksheet xmlns=\"" + std::string(main_space) + "\"><sheetData>";
    for (const auto& row : sheet.rows) {
        xml += "<row>";
        for (const auto& cell : row) xml += cell_of(cell);
        xml += "</row>";
    }
    return xml + "</sheetData></worksheet>";
}

std::string workbook_xml(const Worksheet& sheet) {
    return std::string(xml_head) + "<workbook xmlns=\"" + std::string(main_space) +
           "\" xmlns:r=\"" + std::string(relation_space) + "\"><sheets><sheet name=\"" +
           escaped(sheet.name) + "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
}

std::string relations_xml(std::string_view kind, std::string_view target) {
    return std::string(xml_head) + "<Relationships xmlns=\"" + std::string(package_space) +
           "relationships\"><Relationship Id=\"rId1\" Type=\"" + std::string(relation_space) + "/" +
           std::string(kind) + "\" Target=\"" + std::string(target) + "\"/></Relationships>";
}

std::string types_xml() {
    const auto part = [](std::string_view name, std::string_view kind) {
        return "<Override PartName=\"/xl/" + std::string(name) + ".xml\" ContentType=\"" +
               std::string(kind_prefix) + std::string(kind) + "+xml\"/>";
    };
    return std::string(xml_head) + "<Types xmlns=\"" + std::string(package_space) +
           "content-types\"><Default Extension=\"rels\" "
           "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
           "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" +
           part("workbook", "sheet.main") + part("worksheets/sheet1", "worksheet") + "</Types>";
}

}  // namespace

std::string spreadsheet_of(const Worksheet& sheet) {
    Archive archive;
    archive.add("[Content_Types].xml", types_xml());
    archive.add("_rels/.rels", relations_xml("officeDocument", "xl/workbook.xml"));
    archive.add("xl/workbook.xml", workbook_xml(sheet));
    archive.add("xl/_rels/workbook.xml.rels", relations_xml("worksheet", "worksheets/sheet1.xml"));
    archive.add("xl/worksheets/sheet1.xml", sheet_xml(sheet));
    return archive.bytes();
}

}  // namespace amparo::exchange
