from shop.app import product_page, search


def test_product_page():
    assert product_page(7)


def test_search():
    assert search("lamp")
