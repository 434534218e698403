//! The file worker: heavy codecs, loaded on first use.

fn main() {
    attain::web::crash::install();
}
