import { storeSearches } from '../connection/editorStores';
import { testStore } from '../connection/credentialTest/testStore';
import { testStores } from '../connection/credentialTest/testStores';
import { getFolders, searchFolders } from '../shared/folders';
import { inventoryItemMethods } from './inventoryItem/methods';
import { orderMethods } from './order/methods';
import { orderItemMethods } from './orderItem/methods';
import { openLists } from './properties/openList';
import { shipmentMethods } from './shipment/methods';

/** What the editor asks for while a user fills in parameters. */
export const methods = {
	listSearch: {
		...openLists,
		searchFolders,
		...storeSearches,
		...orderMethods,
		...orderItemMethods,
		...shipmentMethods,
		...inventoryItemMethods,
	},
	loadOptions: { getFolders },
	credentialTest: { testStore, testStores },
};
