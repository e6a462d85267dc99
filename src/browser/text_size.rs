//! How large everything on the page is written.

/// The classes of the page's root for each size, the usual one first (`styles/easy-read.css`).
const CLASSES: [&str; 4] = ["", "app-size-2", "app-size-3", "app-size-4"];

/// How many sizes there are.
pub const N_SIZES: usize = CLASSES.len();

/// Writes everything in a size, counted from nought; one beyond the largest is the largest.
pub fn set(size: usize) {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    let Some(root) = root else { return };
    let classes = root.class_list();
    // A browser that refuses a class leaves the size as it is.
    for class in CLASSES.iter().filter(|class| !class.is_empty()) {
        let _ = classes.remove_1(class);
    }
    if let Some(class) = CLASSES
        .get(size.min(N_SIZES - 1))
        .filter(|class| !class.is_empty())
    {
        let _ = classes.add_1(class);
    }
}
